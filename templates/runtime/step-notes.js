// On the page of a module: a note below each step, kept from its first letter on, gone when it is emptied; to print and to save.

extras.push(({ root }) => {
  const here = about.here();
  if (!here) return;
  const module = here;
  const form = /** @type {HTMLTemplateElement} */ (root.querySelector("template.note-form"));
  const box = /** @type {HTMLElement} */ (root.querySelector(".own-notes"));
  const KEY = notebook.key(root.dataset.module ?? "");
  const { word } = forms;
  const kept = () => notebook.read(onDevice((store) => store.getItem(KEY)));
  const part = partsOf(box);
  const notes = forms.all(root, ".step").map(noteOf);

  /** @type {(step: HTMLElement) => {id: string, title: string, area: HTMLTextAreaElement, look: (say?: string) => void, known: string, lost: boolean, foreign: boolean}} */
  function noteOf(step) {
    const parts = /** @type {DocumentFragment} */ (document.importNode(form.content, true));
    const [fold, area, label, line, paper] = ["details", "textarea", "label", "[role=status]", ".note-paper"].map((name) => /** @type {any} */ (parts.querySelector(name)));
    label.htmlFor = area.id = `${step.id}-notiz`;
    step.append(parts);
    const note = {
      id: step.id,
      title: step.querySelector("h2")?.textContent?.trim() ?? "",
      area,
      /** What was kept when this window last looked, and whether it holds more than that. */
      known: "",
      lost: false,
      /** Whether another window has written here, which is said for as long as somebody writes. */
      foreign: false,
      /** On paper no text is cut, which a field would do. @type {(say?: string) => void} */
      look(say = "") {
        if (line.textContent !== say) line.textContent = say;
        paper.querySelector(".note-text").textContent = area.value.trim();
        paper.hidden = !area.value.trim();
        fold.classList.toggle("has-note", !paper.hidden);
      },
    };
    area.addEventListener("input", () => keep(note));
    fold.addEventListener("toggle", () => fold.open && document.activeElement === fold.firstElementChild && area.focus());
    return note;
  }

  /** @type {(note: typeof notes[0]) => void} */
  function keep(note) {
    const before = kept();
    const other = before?.notes[note.id]?.text ?? "";
    if (other !== note.known) {
      note.foreign = true;
      note.area.value = notebook.both(note.area.value, other);
    }
    const text = note.area.value;
    note.lost = !store(notebook.write(module, before, note.id, { title: note.title, text }));
    if (!note.lost) note.known = text.trim() ? text : "";
    note.look(word(note.lost ? "noteNotKept" : !text.trim() ? "noteGone" : note.foreign ? "noteBoth" : "noteKept"));
    sum();
  }

  /** @type {(text: string) => boolean} */
  const store = (text) => onDevice((device) => (text ? device.setItem(KEY, text) : device.removeItem(KEY), true)) === true;

  /** What another window has written; what this one could not keep stays. */
  function take() {
    const now = kept();
    for (const note of notes) {
      const text = now?.notes[note.id]?.text ?? "";
      if (text === note.known) continue;
      note.area.value = note.lost ? notebook.both(note.area.value, text) : text;
      note.known = text;
      note.look();
    }
    sum();
  }

  /** Of steps that this version no longer has. */
  const gone = () => Object.entries(kept()?.notes ?? {}).filter(([id]) => !notes.some((note) => note.id === id));

  function sum() {
    const written = notes.filter(({ area }) => area.value.trim());
    const left = gone();
    box.hidden = !written.length && !left.length;
    part("count").textContent = word("noteCount", { count: String(written.length), steps: String(notes.length) });
    part("gone").hidden = !left.length;
    part("gone-list").replaceChildren(...left.flatMap(([id, note]) => goneNote(id, note)));
  }

  /** @type {(id: string, note: Note) => HTMLElement[]} */
  function goneNote(id, { title, text }) {
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: word("noteDelete") });
    remove.addEventListener("click", () => {
      store(notebook.write(module, kept(), id, { title, text: "" }));
      sum();
      part("count").focus();
    });
    const words = Object.assign(document.createElement("p"), { className: "note-text", textContent: text });
    const place = document.createElement("dd");
    place.append(words, remove);
    return [Object.assign(document.createElement("dt"), { textContent: title }), place];
  }

  /** Head and texts come from the page, as the learner sees them. @type {() => string} */
  function file() {
    /** @type {(selector: string) => string[]} */
    const texts = (selector) => forms.all(root, selector).map((one) => one.textContent?.trim() ?? "");
    const address = location.protocol === "file:" ? [] : [location.href.split("#")[0] ?? ""];
    const head = [word("noteFile", { title: module.title }), texts(".about .facts > span").join(", "), ...address, "", ...texts("#goals-title"), ...texts(".goals li").map((goal) => `- ${goal}`)];
    const written = notes.map(({ title, area }, index) => ({ title: `${index + 1}. ${title}`, text: area.value }));
    return notebook.file(head, [...written, ...gone().map(([, note]) => note)].filter(({ text }) => text.trim()));
  }

  part("print").addEventListener("click", () => printAs("prints-notes"));
  part("save").addEventListener("click", () => saveFile(file(), "text/plain;charset=utf-8", `notizen-${root.dataset.module}-${module.version}.txt`));
  window.addEventListener("storage", (event) => (event.key === KEY || event.key === null) && take());
  window.addEventListener("pageshow", (event) => event.persisted && take());
  take();
});
