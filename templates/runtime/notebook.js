// Pure: the notes of a module. Each holds the title of its step, so that it can still be read when the step is gone.

const notebook = (() => {
  const STEP = /^[a-z][a-z0-9_]*$/;
  /** Where they are kept on the device. @type {(module: string) => string} */
  const key = (module) => `integrif.${module}.notizen`;

  /** What of it cannot be read is left out; null where there is no note. @type {(text: string | null) => Notebook | null} */
  function read(text) {
    try {
      const found = JSON.parse(text ?? "");
      const module = about.taken(found);
      const kept = Object.entries(found.notes ?? {}).filter(([id, note]) => STEP.test(id) && typeof (/** @type {any} */ (note)?.text) === "string");
      const notes = kept.map(([id, note]) => [id, { title: about.line(/** @type {any} */ (note).title), text: /** @type {any} */ (note).text }]);
      // Without a prototype: an author may call a step "constructor".
      return module && notes.length ? { ...module, notes: Object.assign(Object.create(null), Object.fromEntries(notes)) } : null;
    } catch {
      return null;
    }
  }

  /** An empty text takes the note away; the last one takes the notebook. @type {(module: About, before: Notebook | null, id: string, note: Note) => string} */
  function write(module, before, id, note) {
    const others = Object.entries(before?.notes ?? {}).filter(([other]) => other !== id);
    const notes = note.text.trim() ? [...others, [id, note]] : others;
    return notes.length ? JSON.stringify({ ...module, notes: Object.fromEntries(notes) }) : "";
  }

  /** Two windows have written at the same place: nothing is lost. @type {(mine: string, other: string) => string} */
  const both = (mine, other) => (other.includes(mine) ? other : mine.includes(other) ? mine : `${other}\n\n${mine}`);

  /** All of it to read anywhere: a head of lines, then each step that has a note. @type {(head: string[], notes: Note[]) => string} */
  function file(head, notes) {
    const parts = notes.map(({ title, text }) => `${title}\n${"-".repeat(Math.min(title.length, 70))}\n\n${text.trim()}\n`);
    return `${[head.join("\n"), ...parts].join("\n\n")}`;
  }

  return { key, read, write, both, file };
})();
