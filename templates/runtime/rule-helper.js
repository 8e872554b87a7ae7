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
  /** @type {(name: string) => HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  /** @type {(name: string) => HTMLElement} */
  const copy = (name) => /** @type {any} */ (document.importNode(/** @type {any} */ (part(name)).content, true));
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
    const way = ruleTable.follow(table, given);
    part("question").hidden = !way.asked;
    part("result").hidden = !!way.asked;
    root.dataset.shows = way.asked ? "question" : "result";
    if (way.asked) ask(way.asked, given, [...way.answers.keys()]);
    else rule(way.row, given, [...way.answers.keys()]);
    part("before").hidden = !way.asked || !way.answers.size;
    const begun = ruleTable.write(table, given) !== "";
    part("back").hidden = !begun;
    part("restart").hidden = !begun;
    part("start").hidden = begun;
  }

  /** @type {(feature: RuleFeatureData, given: Answers, answered: string[]) => void} */
  function ask(feature, given, answered) {
    const number = word("ruleQuestion", { number: String(answered.length + 1) });
    document.title = `${number} – ${title}`;
    part("number").textContent = number;
    part("asked").textContent = feature.question;
    fill("help", feature.help);
    if (feature.help) part("fieldset").setAttribute("aria-describedby", part("help").id);
    else part("fieldset").removeAttribute("aria-describedby");
    showError("", []);
    part("options").replaceChildren(...feature.values.map((value) => option(value, ruleTable.chosen(given, feature.id))));
    list("given", answered, given);
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
    document.title = `${word("ruleResult")} – ${title}`;
    draw(row, standing);
    fill("group", row?.group);
    fill("situation", row?.situation);
    for (const name of /** @type {const} */ (["time", "nextStep", "exception", "decides", "consent"])) fill(name, said?.[name]);
    // The norms stand in the table below, with their links to the official text.
    part("norms").replaceChildren(...(document.querySelector(`[data-row="${row?.id}"] .row-norms`)?.cloneNode(true).childNodes ?? []));
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
    if (standing === "ended") part("ruling-title").textContent = word("ruleEnded", { day: typed.show("date", row?.until ?? "") });
    if (standing === "early") part("ruling-title").textContent = word("ruleEarly", { day: typed.show("date", row?.from ?? "") });
  }

  /** A text in its place; an empty one takes its label along. @type {(name: string, text?: string) => void} */
  function fill(name, text = "") {
    const place = part(name);
    place.textContent = text;
    (place.tagName === "DD" ? /** @type {HTMLElement} */ (place.parentElement) : place).hidden = !text;
  }

  /** To what is asked or ruled, where the page now begins. */
  function focus() {
    (part("question").hidden ? part("ruling-title") : part("asked")).focus({ preventScroll: true });
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
    become(ruleTable.write(table, ruleTable.again(given.set(asked.id, value), asked.id)));
    location.hash = ruleTable.write(table, answered);
  });
  part("back").addEventListener("click", () => {
    if (here.back) return history.go(-here.back);
    become(before());
    show();
    focus();
  });
  part("restart").addEventListener("click", () => (location.hash = ""));
  window.addEventListener("hashchange", arrive);
  part("overdue").hidden = table.reviewBy >= today;
  part("helper").hidden = false;
  history.replaceState({ rules: here }, "");
  show();
  if (location.hash && ruleTable.isOwn(location.hash)) focus();
})();
