// The page of changes: what has changed since a day in a module, or in all, and a few questions of what has. Nothing is stored.

(() => {
  const MOST = 3;
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-since]"));
  const sourcesElement = document.getElementById("since-sources");
  if (!found || !sourcesElement) return;
  const root = found;
  const { word } = forms;
  /** @type {Sources} */
  const sources = Object.assign(Object.create(null), JSON.parse(sourcesElement.textContent ?? ""));
  const ids = Object.keys(sources).sort((one, other) => one.localeCompare(other, "de", { numeric: true }));
  /** @type {(id: string) => string} */
  const named = (id) => `${id.toUpperCase()} ${sources[id]?.title ?? ""}`;
  const part = partsOf(root);
  const day = /** @type {HTMLInputElement} */ (part("day"));
  const module = /** @type {HTMLSelectElement} */ (part("module"));
  const showError = createError(part("error"));
  const bank = createBank(sources, part("question"));
  /** @type {ChangeNote[]} */
  const notes = forms.all(document, "[data-concerns]").map((element) => ({
    day: element.querySelector("time")?.dateTime ?? "",
    name: element.querySelector("a")?.textContent ?? "",
    modules: (element.dataset.concerns ?? "").split(" ").filter(Boolean),
    element,
  }));
  /** Only the last answer to what was asked counts. */
  let asked = 0;

  /** @type {<K extends keyof HTMLElementTagNameMap>(tag: K, text?: string) => HTMLElementTagNameMap[K]} */
  const element = (tag, text = "") => Object.assign(document.createElement(tag), { textContent: text });

  // The day from the device -----------------------------------------------------

  /** When modules were finished, as kept on the device. @type {(ids: string[]) => string[]} */
  const finished = (ids) => ids.flatMap((id) => card.read(onDevice((store) => store.getItem(card.key(id))))?.done?.day ?? []);

  /** A day that was typed stays. */
  function suggest() {
    if (day.value && day.value !== day.dataset.suggested) return;
    day.value = finished(module.value ? [module.value] : ids).sort()[0] ?? "";
    day.dataset.suggested = day.value;
    part("suggested").hidden = !day.value;
  }

  // What has changed --------------------------------------------------------------

  function show() {
    const groups = since.concerned(notes, ids, day.value, module.value);
    const words = { day: typed.show("date", day.value), module: named(module.value) };
    part("title").textContent = word(groups.length ? "sinceChanged" : module.value ? "sinceNothingIn" : "sinceNothing", words);
    part("groups").replaceChildren(...groups.flatMap(([name, own]) => group(name, own)));
    part("found").hidden = false;
    refresh(groups.map(([name]) => name).filter((name) => name in sources));
  }

  /** @type {(name: string, own: ChangeNote[]) => HTMLElement[]} */
  function group(name, own) {
    const source = sources[name];
    const title = element("h4", source ? "" : name);
    if (source) title.append(Object.assign(element("a", named(name)), { href: source.page }));
    const list = Object.assign(element("ul"), { className: "change-list" });
    for (const note of own) {
      const copy = /** @type {HTMLElement} */ (note.element.cloneNode(true));
      delete copy.dataset.concerns;
      list.append(copy);
    }
    return [title, list];
  }

  /** @type {(modules: string[]) => Promise<void>} */
  async function refresh(modules) {
    const own = (asked += 1);
    part("refresh").hidden = true;
    const first = modules.slice(0, MOST);
    await Promise.all(first.map(bank.load));
    if (own !== asked) return;
    const offered = first.map((id) => ({ module: id, questions: Object.keys(bank.questions(id)).map((name) => ({ id: name, critical: bank.data(id, name).critical })) }));
    const picked = since.pick(offered, MOST);
    part("refresh").hidden = !picked.length;
    if (picked.length) ask(picked, 0);
  }

  /** @type {(picked: {module: string, id: string}[], at: number) => void} */
  function ask(picked, at) {
    const question = picked[at];
    const words = { number: String(at + 1), count: String(picked.length) };
    part("number").textContent = question ? word("refreshNumber", words) : word("refreshDone");
    if (!question) return part("question").replaceChildren();
    const goOn = Object.assign(element("button", word(at + 1 < picked.length ? "nextQuestion" : "refreshEnd")), { type: "button", className: "primary", hidden: true });
    goOn.addEventListener("click", () => {
      ask(picked, at + 1);
      part("number").focus();
    });
    bank.ask(question.module, question.id, day.value, () => (goOn.hidden = false)).after(goOn);
  }

  // Asking ------------------------------------------------------------------------

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const fine = typed.date(day.value) === day.value && day.value <= localDay();
    showError(fine ? "" : word("sinceDay"), fine ? [] : [day]);
    if (!fine) return day.focus();
    const hash = since.write(day.value, module.value);
    if (hash === location.hash) arrive();
    else location.hash = hash;
  });

  function arrive() {
    const wanted = since.read(location.hash);
    if (!wanted) return;
    if (wanted.module in sources || !wanted.module) module.value = wanted.module;
    day.value = wanted.day;
    if (!wanted.day) return suggest();
    part("suggested").hidden = true;
    showError("", []);
    show();
    part("title").focus({ preventScroll: true });
    root.scrollIntoView();
  }

  for (const id of ids) module.append(new Option(named(id), id));
  module.addEventListener("change", suggest);
  day.addEventListener("input", () => (part("suggested").hidden = true));
  day.max = localDay();
  root.hidden = false;
  suggest();
  window.addEventListener("hashchange", arrive);
  arrive();
})();
