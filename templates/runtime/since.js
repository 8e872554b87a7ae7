// Pure: what has changed since a day. The day and the module stand behind the # of the address: "#seit?tag=2026-05-01&modul=b3".

const since = (() => {
  const OWN = "#seit?";

  /** Others may have written the address; null where it asks nothing. @type {(hash: string) => {day: string, module: string} | null} */
  function read(hash) {
    if (!hash.startsWith(OWN)) return null;
    const asked = new URLSearchParams(hash.slice(OWN.length));
    const day = asked.get("tag") ?? "";
    const module = asked.get("modul") ?? "";
    return { day: typed.date(day) === day ? day : "", module: /^[a-z][a-z0-9_]*$/.test(module) ? module : "" };
  }

  /** @type {(day: string, module: string) => string} */
  const write = (day, module) => `${OWN}tag=${day}${module ? `&modul=${module}` : ""}`;

  /**
   * The notes from that day on by what they concern, the modules in their order, then what no module shows. The day
   * itself counts: a note too many does no harm, one too few might.
   * @type {(notes: ChangeNote[], modules: string[], day: string, module: string) => [string, ChangeNote[]][]}
   */
  function concerned(notes, modules, day, module) {
    const later = notes.filter((note) => note.day >= day);
    const alone = module ? [] : [...new Set(later.filter((note) => !note.modules.length).map((note) => note.name))];
    const asked = modules.filter((id) => !module || id === module).map((id) => /** @type {const} */ ([id, later.filter((note) => note.modules.includes(id))]));
    const others = alone.map((name) => /** @type {const} */ ([name, later.filter((note) => note.name === name)]));
    return [...asked, ...others].filter(([, found]) => found.length).map(([name, found]) => [name, found]);
  }

  /** So many of the questions of modules, one of each in turn, first those that must be right. @type {(modules: {module: string, questions: {id: string, critical: boolean}[]}[], most: number) => {module: string, id: string}[]} */
  function pick(modules, most) {
    const ordered = modules.map(({ module, questions }) => [...questions.filter(({ critical }) => critical), ...questions.filter(({ critical }) => !critical)].map(({ id }) => ({ module, id })));
    const longest = Math.max(0, ...ordered.map((list) => list.length));
    const turns = Array.from({ length: longest }, (_, turn) => ordered.flatMap((list) => list[turn] ?? []));
    return turns.flat().slice(0, most);
  }

  return { read, write, concerned, pick };
})();
