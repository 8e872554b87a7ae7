// Pure: everything that is kept of a learner, as one record of key and text; what belongs to which module; one file for all of it.

const kept = (() => {
  const FORMAT = 1;
  const LONGEST = 500000;
  const OWN = /^integrif\.([a-z][a-z0-9_]*)\.(state|texts|stand|notizen)$/;
  /** How the pages are shown is no learning: it stays when that is deleted, and goes into no file. */
  const VIEWS = ["integrif.scheme", "integrif.ansicht"];

  /** All that „Alles löschen“ takes away. @type {(keys: string[]) => string[]} */
  const learnt = (keys) => keys.filter((key) => key.startsWith("integrif.") && !VIEWS.includes(key));

  /** The module that a key belongs to; empty for the list that goes across. @type {(key: string) => string} */
  const moduleOf = (key) => OWN.exec(key)?.[1] ?? "";

  /** Examples for editors are kept as a module is, and are none. @type {(keys: string[]) => string[]} */
  const modules = (keys) => [...new Set(keys.map(moduleOf).filter((id) => id && id !== "practice"))].sort();

  /** Progress is one thing in three texts: they are taken together or not at all. @type {(key: string) => string} */
  const thing = (key) => (/\.(state|texts|stand)$/.test(key) ? moduleOf(key) : key);

  /** @type {(record: Record<string, string>) => string} */
  function file(record) {
    const own = Object.entries(record).filter(([key]) => key === review.KEY || OWN.test(key)).sort(([one], [other]) => (one < other ? -1 : 1));
    return JSON.stringify({ integrif: FORMAT, everything: Object.fromEntries(own) }, null, 1);
  }

  /** What of a file can be read as ours; null for any other file. @type {(text: string) => Record<string, string> | null} */
  function read(text) {
    try {
      const { integrif, everything } = JSON.parse(text);
      if (integrif !== FORMAT) return null;
      const sound = Object.entries(everything).filter(([key, value]) => typeof value === "string" && value.length <= LONGEST && isSound(key, value));
      return sound.length ? Object.fromEntries(sound) : null;
    } catch {
      return null;
    }
  }

  /** By the ends of keys: whether a text is what stands there. @type {Record<string, (text: string) => boolean>} */
  const SOUND = {
    state: (text) => /^\d+;/.test(text),
    texts: (text) => /^\{.*\}$/s.test(text),
    stand: (text) => card.read(text) !== null,
    notizen: (text) => notebook.read(text) !== null,
  };

  /** @type {(key: string, text: string) => boolean} */
  const isSound = (key, text) => (key === review.KEY ? text !== "" && !review.damaged(text) : (SOUND[OWN.exec(key)?.[2] ?? ""]?.(text) ?? false));

  /** What of a file would take the place of something else. @type {(device: Record<string, string>, found: Record<string, string>) => string[]} */
  function clashes(device, found) {
    const there = new Set(Object.keys(device).map(thing));
    const other = Object.keys(found).filter((key) => there.has(thing(key)) && device[key] !== found[key]);
    return [...new Set(other.map(thing))];
  }

  /** What to write for a file: all of it, or only the things that are not there. @type {(device: Record<string, string>, found: Record<string, string>, replace: boolean) => {remove: string[], write: [string, string][]}} */
  function taking(device, found, replace) {
    const wanted = new Set(Object.keys(found).map(thing));
    const there = Object.keys(device).filter((key) => wanted.has(thing(key)));
    const held = new Set(replace ? [] : there.map(thing));
    return { remove: replace ? there : [], write: Object.entries(found).filter(([key]) => !held.has(thing(key))) };
  }

  return { learnt, modules, moduleOf, file, read, clashes, taking };
})();
