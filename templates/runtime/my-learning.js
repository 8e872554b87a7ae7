// The page „Mein Lernen“: all that is kept on this device, by module; to go on, to save, to take over, to delete.

(() => {
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-own-learning]"));
  if (!found) return;
  const root = found;
  const toRoot = root.dataset.toRoot ?? "";
  const today = localDay();
  const part = partsOf(root);
  const dialog = /** @type {HTMLDialogElement} */ (part("dialog"));
  const file = /** @type {HTMLInputElement} */ (part("file"));

  /** Everything of ours on the device; null where storage is forbidden. @type {() => Record<string, string> | null} */
  const device = () => onDevice((store) => Object.fromEntries(kept.learnt(Object.keys(store)).map((key) => [key, store.getItem(key) ?? ""])));

  /** @type {(iso: string) => string} */
  const german = (iso) => typed.show("date", iso);

  // What is there -------------------------------------------------------------------

  function draw() {
    const there = device();
    const marked = review.read(there?.[review.KEY] ?? "");
    const modules = kept.modules(Object.keys(there ?? {})).map((id) => entry(id, there ?? {}, marked));
    modules.sort((one, other) => (one.day !== other.day ? (one.day < other.day ? 1 : -1) : one.id < other.id ? -1 : 1));
    part("modules").replaceChildren(...modules.map(({ item }) => item));
    const counts = { count: String(modules.length), done: String(modules.filter(({ done }) => done).length) };
    const some = Object.keys(there ?? {}).length > 0;
    part("status").textContent = !there ? word("ownNowhere") : modules.length ? word("ownModules", counts) : word(some ? "ownNoModules" : "ownEmpty");
    drawReview(marked);
    for (const name of ["save", "clear"]) part(name).hidden = !some;
    part("load").hidden = !there;
    part("begin").hidden = modules.length > 0;
  }

  /** @type {(marked: ReviewList) => void} */
  function drawReview(marked) {
    const waiting = Object.keys(marked).length;
    const words = { due: String(review.due(marked, today).length), waiting: String(waiting) };
    part("review").hidden = !waiting;
    part("review-words").textContent = word("ownReview", words);
  }

  /** @type {(id: string, there: Record<string, string>, marked: ReviewList) => {id: string, day: string, done: boolean, item: HTMLElement}} */
  function entry(id, there, marked) {
    const short = card.read(there[card.key(id)] ?? "");
    const notes = notebook.read(there[notebook.key(id)] ?? "");
    const module = short ?? notes;
    const item = /** @type {HTMLElement} */ (document.importNode(/** @type {HTMLTemplateElement} */ (part("module")).content, true).firstElementChild);
    const title = module?.title ?? id.toUpperCase();
    // A page that says where the module is now stands under its id, whatever else is gone.
    link(item, "title", title, `${toRoot}${module?.page ?? `aktuell/${id}.html`}`);
    tell(item, short, `integrif.${id}.state` in there);
    lead(item, id, short, marked);
    drawNotes(item, notes);
    part("version", item).textContent = module ? word("ownVersion", { version: module.version }) : "";
    part("law", item).textContent = module?.law ? word("ownLaw", { day: german(module.law) }) : "";
    part("delete", item).addEventListener("click", () => remove(id, title));
    part("delete", item).setAttribute("aria-label", word("ownDelete", { module: title }));
    tidy(item);
    return { id, day: short?.day ?? "", done: short?.reached ?? false, item };
  }

  /** How far the learner is. @type {(item: HTMLElement, short: Card | null, some: boolean) => void} */
  function tell(item, short, some) {
    if (!short) {
      part("state", item).textContent = word(some ? "ownUnread" : "ownNotesOnly");
      return;
    }
    const { done, reached, asked } = short;
    const words = { day: german(done?.day ?? ""), percent: String(Math.floor(short.percent)), version: done?.version ?? "" };
    const open = asked && short.answered === asked ? "ownNotReached" : "";
    part("state", item).textContent = word(!done ? open : !reached ? "ownReopened" : asked ? "ownDone" : "ownRead", words);
    item.classList.toggle("is-done", reached);
    part("steps", item).textContent = word("ownSteps", { opened: String(short.opened), count: String(short.steps) });
    part("questions", item).textContent = asked ? word("ownQuestions", { answered: String(short.answered), asked: String(asked) }) : "";
    part("last", item).textContent = short.day ? word("ownLast", { day: german(short.day) }) : "";
  }

  /** Where to go from here. @type {(item: HTMLElement, id: string, short: Card | null, marked: ReviewList) => void} */
  function lead(item, id, short, marked) {
    const own = Object.fromEntries(Object.entries(marked).filter(([key]) => key.startsWith(`${id}/`)));
    const words = { due: String(review.due(own, today).length), waiting: String(Object.keys(own).length) };
    link(item, "due", Object.keys(own).length ? word("ownDue", words) : "", `${toRoot}wiederholen.html`);
    if (!short) return;
    const { step, done, reached, page, day } = short;
    if (step && !reached) link(item, "resume", word("ownResume", { number: String(step.number) }), `${toRoot}${page}#${step.id}`);
    const since = done?.day ?? day;
    if (since) link(item, "changes", word("ownChanges", { day: german(since) }), `${toRoot}aenderungen.html#seit?tag=${since}&modul=${id}`);
    if (reached) link(item, "proof", word("ownProof"), `${toRoot}${page}#nachweis-drucken`);
  }

  /** @type {(item: HTMLElement, notes: Notebook | null) => void} */
  function drawNotes(item, notes) {
    const all = Object.entries(notes?.notes ?? {});
    if (!notes || !all.length) return part("notes", item).remove();
    part("notes-title", item).textContent = word("ownNotes", { count: String(all.length) });
    for (const [id, { title, text }] of all) {
      const name = document.createElement("dt");
      name.append(Object.assign(document.createElement("a"), { href: `${toRoot}${notes.page}#${id}`, textContent: title }));
      part("notes-list", item).append(name, Object.assign(document.createElement("dd"), { className: "note-text", textContent: text }));
    }
  }

  /** @type {(item: HTMLElement, name: string, words: string, href: string) => void} */
  const link = (item, name, words, href) => void Object.assign(part(name, item), { href, textContent: words });

  /** Nothing is shown empty. @type {(item: HTMLElement) => void} */
  function tidy(item) {
    for (const empty of item.querySelectorAll("a, p, span, li, ul")) if (!empty.textContent?.trim()) empty.remove();
  }

  // What the learner decides -----------------------------------------------------------

  /** A question before something is lost; the name of the button that was pressed, empty for none. @type {(asked: string, told: string, words: Record<string, string>) => Promise<string>} */
  const ask = (asked, told, words) =>
    new Promise((answered) => {
      part("asked").textContent = asked;
      part("told").textContent = told;
      for (const name of ["yes", "some"]) {
        part(name).textContent = words[name] ?? "";
        part(name).hidden = !words[name];
      }
      dialog.returnValue = "";
      dialog.addEventListener("close", () => answered(dialog.returnValue), { once: true });
      dialog.showModal();
    });

  /** @type {(said: string) => void} */
  function settle(said) {
    draw();
    part("did").textContent = said;
    part("did").hidden = !said;
    part("did").focus();
  }

  /** @type {(id: string, title: string) => Promise<void>} */
  async function remove(id, title) {
    if ((await ask(word("askDelete", { module: title }), word("askDeleteTold"), { yes: word("yesDelete") })) !== "yes") return;
    const list = review.read(device()?.[review.KEY] ?? "");
    const others = Object.entries(list).filter(([key]) => !key.startsWith(`${id}/`));
    const gone = onDevice((store) => (Object.keys(store).filter((key) => kept.moduleOf(key) === id).forEach((key) => store.removeItem(key)), true));
    const cut = others.length === Object.keys(list).length || shelf.keep(Object.fromEntries(others));
    settle(word(gone && cut ? "didDelete" : "notOnDevice", { module: title }));
  }

  async function clear() {
    if ((await ask(word("askClear"), word("askClearTold"), { yes: word("yesClear") })) !== "yes") return;
    const gone = onDevice((store) => (kept.learnt(Object.keys(store)).forEach((key) => store.removeItem(key)), true));
    settle(word(gone ? "didClear" : "notOnDevice"));
  }

  /** @type {(text: string) => Promise<void>} */
  async function load(text) {
    file.value = "";
    const read = kept.read(text);
    const there = device();
    if (!read || !there) return settle(word(there ? "notAll" : "notOnDevice"));
    const names = kept.clashes(there, read).map((thing) => card.read(there[card.key(kept.moduleOf(thing) || thing)] ?? "")?.title ?? (thing === review.KEY ? word("ownMarked") : (kept.moduleOf(thing) || thing).toUpperCase()));
    const clash = [...new Set(names)].join("; ");
    const answer = clash ? await ask(word("askTake"), word("askTakeTold", { modules: clash }), { yes: word("yesTake"), some: word("someTake") }) : "yes";
    if (answer) settle(word(take(kept.taking(there, read, answer === "yes")) ? "didTake" : "notOnDevice"));
  }

  /** All or nothing: what stood there comes back when not everything fits. @type {(change: {remove: string[], write: [string, string][]}) => boolean} */
  function take({ remove: old, write }) {
    const before = device() ?? {};
    const done = onDevice((store) => {
      old.forEach((key) => store.removeItem(key));
      write.forEach(([key, text]) => store.setItem(key, text));
      return true;
    });
    if (!done) {
      onDevice((store) => write.forEach(([key]) => store.removeItem(key)));
      onDevice((store) => Object.entries(before).forEach(([key, text]) => store.setItem(key, text)));
    }
    return done === true;
  }

  part("save").addEventListener("click", () => saveFile(kept.file(device() ?? {}), "application/json", `mein-lernen-${today}.json`));
  part("load").addEventListener("click", () => file.click());
  part("clear").addEventListener("click", clear);
  file.addEventListener("change", () => file.files?.[0]?.text().then(load));
  window.addEventListener("storage", draw);
  window.addEventListener("pageshow", (event) => event.persisted && draw());
  part("body").hidden = false;
  draw();
})();
