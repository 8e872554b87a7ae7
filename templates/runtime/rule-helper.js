// The page of a rule table: one question after the other, back, change, the row at the end with its reason and dates.
// All there is to remember stands in the address after #, one entry of the browser's history a page; nothing is stored or sent.

(() => {
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-rules]"));
  const dataElement = document.getElementById("rule-data");
  if (!found || !dataElement) return;
  const root = found;
  const { word } = forms;
  /** @type {RuleTableData} */
  const table = JSON.parse(dataElement.textContent ?? "");
  const today = shownDay();
  const title = document.title;
  const part = partsOf(root);
  /** @type {(name: string) => HTMLElement} */
  const copy = (name) => /** @type {any} */ (document.importNode(/** @type {any} */ (part(name)).content, true));
  const more = /** @type {HTMLDetailsElement} */ (part("more-all"));
  const showError = createError(part("error"));

  /** The entry of the history we are in: the answers it shows, and how many entries back others are shown (0: nowhere).
   * @type {{shown: string, back: number}} */
  let here = history.state?.rules ?? { shown: ruleTable.isOwn(location.hash) ? location.hash : "", back: 0 };

  /** A link to another place of the page makes an entry, too: there we go on showing what was shown. */
  function arrive() {
    const { shown, back } = here;
    here = history.state?.rules ?? (ruleTable.isOwn(location.hash) ? { shown: location.hash, back: 1 } : { shown, back: back && back + 1 });
    history.replaceState({ rules: here }, "");
    if (here.shown === shown) return;
    show();
    focus();
  }

  /** @type {(hash: string) => void} */
  function become(hash) {
    here = { ...here, shown: hash };
    history.replaceState({ rules: here }, "", hash);
  }

  function show() {
    const given = ruleTable.read(here.shown);
    const way = ruleTable.follow(table, given, today);
    part("question").hidden = !way.asked;
    part("result").hidden = !!way.asked;
    root.dataset.shows = way.asked ? "question" : "result";
    if (way.asked) ask(way.asked, given, way.answers);
    else rule(way.row, given, [...way.answers.keys()]);
    part("before").hidden = !way.asked || !way.answers.size;
    const begun = ruleTable.write(table, given) !== "";
    part("back").hidden = !begun;
    part("restart").hidden = !begun;
    part("start").hidden = begun;
  }

  /** @type {(feature: RuleFeatureData, given: Answers, answers: Answers) => void} */
  function ask(feature, given, answers) {
    const most = answers.size + ruleTable.ahead(table, answers);
    const number = word("ruleQuestion", { number: String(answers.size + 1), most: String(most) });
    const chosen = ruleTable.chosen(given, feature.id);
    document.title = `${number} – ${title}`;
    part("number").textContent = `${number}:`;
    part("asked").textContent = feature.question;
    part("check").hidden = !ruleTable.isToCheck(given, feature.id) || !feature.values.some(({ id }) => id === chosen);
    explain(feature);
    showError("", []);
    part("options").replaceChildren(...feature.values.map((value) => option(value, chosen)));
    list("given", [...answers.keys()], given);
  }

  /** What helps to answer: in sight what says how, the rest on demand. @type {(feature: RuleFeatureData) => void} */
  function explain(feature) {
    fill("help", feature.help);
    part("more").replaceChildren(...feature.more.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    more.hidden = !feature.more.length;
    more.open = false;
    const ids = [part("check"), part("help")].filter((place) => !place.hidden).map((place) => place.id);
    if (ids.length) part("fieldset").setAttribute("aria-describedby", ids.join(" "));
    else part("fieldset").removeAttribute("aria-describedby");
  }

  /** @type {(value: {id: string, text: string}, chosen: string) => Node} */
  function option(value, chosen) {
    const made = copy("option");
    const input = /** @type {HTMLInputElement} */ (made.querySelector("input"));
    const label = /** @type {HTMLLabelElement} */ (made.querySelector("label"));
    Object.assign(input, { id: `rule-value-${value.id}`, value: value.id, checked: value.id === chosen });
    Object.assign(label, { htmlFor: input.id, textContent: value.text });
    return made;
  }

  /** What was answered, each with the way back to its question. @type {(name: string, ids: string[], given: Answers) => void} */
  function list(name, ids, given) {
    const features = table.features.filter((feature) => ids.includes(feature.id));
    part(name).replaceChildren(
      ...features.map((feature) => {
        const made = copy("answer");
        const change = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
        /** @type {HTMLElement} */ (made.querySelector("dt")).textContent = feature.question;
        /** @type {HTMLElement} */ (made.querySelector("span")).textContent = feature.values.find(({ id }) => id === given.get(feature.id))?.text ?? "";
        change.href = ruleTable.write(table, ruleTable.again(given, feature.id));
        change.setAttribute("aria-label", `${change.textContent}: ${feature.question}`);
        return made;
      }),
    );
  }

  /** The row at the end of the way; what it says only while it holds. @type {(row: RuleRowData | null, given: Answers, answered: string[]) => void} */
  function rule(row, given, answered) {
    const standing = row ? ruleTable.standing(row, today) : "holds";
    const said = standing === "holds" ? row : null;
    const decisive = Object.keys(row?.when ?? {});
    const prose = row && copy(`row-${row.id}`);
    document.title = `${word("ruleResult")} – ${title}`;
    draw(row, standing);
    fill("group", row?.group);
    fill("situation", row?.situation);
    for (const name of /** @type {const} */ (["time", "decides", "consent"])) fill(name, said?.[name]);
    for (const name of ["nextStep", "exception"]) fill(name, ...inside(said && prose, name));
    fill("norms", ...inside(prose, "norms"));
    part("careful").hidden = said?.evidence !== "vorsichtig";
    list("because", decisive, given);
    const others = answered.filter((id) => !decisive.includes(id));
    list("besides", others, given);
    part("besides-all").hidden = !others.length;
    part("row").hidden = !row;
    /** @type {HTMLAnchorElement} */ (part("row").querySelector("a")).href = `#zeile_${row?.id}`;
  }

  /** The verb with its sign and what it means; where the law is open, that it is. @type {(row: RuleRowData | null, standing: string) => void} */
  function draw(row, standing) {
    const isOpen = !row || row.evidence === "offen";
    part("ruling").replaceChildren(copy(standing !== "holds" ? standing : isOpen ? "pruefen" : row.verdict));
    if (standing === "ended") part("ruling-when").textContent = word("ruleEnded", { day: typed.show("date", row?.until ?? "") });
    if (standing === "early") part("ruling-when").textContent = word("ruleEarly", { day: typed.show("date", row?.from ?? "") });
  }

  /** What a row says with citations is drawn by the server, with links to the official text. @type {(prose: HTMLElement | null, name: string) => Node[]} */
  const inside = (prose, name) => [...(prose?.querySelector(`[data-says="${name}"]`)?.childNodes ?? [])];

  /** Words in their place; where there are none, their label goes, too. @type {(name: string, ...words: (string | Node | undefined)[]) => void} */
  function fill(name, ...words) {
    const place = part(name);
    place.replaceChildren(...words.map((it) => it ?? ""));
    (place.tagName === "DD" ? /** @type {HTMLElement} */ (place.parentElement) : place).hidden = !place.textContent;
  }

  /** To what is asked or ruled, where the page now begins. */
  function focus() {
    part(part("question").hidden ? "ruling-title" : "asked-title").focus({ preventScroll: true });
    part("helper").scrollIntoView({ block: "start" });
  }

  /** The question answered last, when the history does not hold it. */
  function before() {
    const { answers } = ruleTable.follow(table, ruleTable.read(here.shown));
    const last = [...answers.keys()].pop() ?? "";
    return ruleTable.write(table, ruleTable.again(answers, last));
  }

  part("question").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = ruleTable.read(here.shown);
    const { asked } = ruleTable.follow(table, given);
    const inputs = /** @type {HTMLInputElement[]} */ (forms.all(part("options"), "input"));
    const value = inputs.find((input) => input.checked)?.value;
    if (!asked || value === undefined) {
      showError(word("chooseOne"), inputs);
      inputs[0]?.focus();
      return;
    }
    const answered = ruleTable.answered(table, given, asked.id, value);
    become(ruleTable.write(table, ruleTable.again(answered, asked.id)));
    location.hash = ruleTable.write(table, ruleTable.settled(table, answered));
  });
  part("back").addEventListener("click", () => {
    if (here.back) return history.go(-here.back);
    become(before());
    show();
    focus();
  });
  part("restart").addEventListener("click", () => (location.hash = ""));
  window.addEventListener("hashchange", arrive);
  window.addEventListener("beforeprint", () => (more.open = true));
  part("overdue").hidden = table.reviewBy >= today;
  part("helper").hidden = false;
  history.replaceState({ rules: here }, "");
  show();
  if (location.hash && ruleTable.isOwn(location.hash)) focus();
})();
