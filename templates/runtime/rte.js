// A platform's API in one shape, whatever it is called and however it behaves: nothing thrown, no strange value comes through.
// SCORM 1.2 RTE 3.3 and SCORM 2004 4th Edition RTE 3.2 and 3.3 (how it is found).

/** @type {(object: string, calls: Record<"initialize" | "terminate" | "get" | "set" | "commit" | "code" | "words", string>) => Rte | null} */
const findRte = (object, calls) => {
  const DEPTH = 20;

  /** @type {(start: Window | null) => any} */
  function upwards(start) {
    let here = start;
    for (let depth = 0; here && depth < DEPTH; depth += 1) {
      try {
        const found = /** @type {any} */ (here)[object];
        if (typeof found?.[calls.initialize] === "function") return found;
        if (here.parent === here) return null;
        here = here.parent;
      } catch {
        return null; // another origin: nothing of it can be read
      }
    }
    return null;
  }

  const api = upwards(window) ?? upwards(/** @type {Window | null} */ (window.opener));
  if (!api) return null;

  /** A platform that has gone, or breaks, answers like one that says nothing. @type {(name: string, given: string[]) => string} */
  function call(name, given) {
    try {
      const answer = api[name](...given);
      return ["string", "number", "boolean"].includes(typeof answer) ? String(answer) : "";
    } catch {
      return "";
    }
  }

  /** @type {(answer: string) => boolean} */
  const agreed = (answer) => answer === "true" || answer === "1";
  const code = () => call(calls.code, []);
  return {
    initialize: () => agreed(call(calls.initialize, [""])),
    terminate: () => agreed(call(calls.terminate, [""])),
    commit: () => agreed(call(calls.commit, [""])),
    set: (name, value) => agreed(call(calls.set, [name, value])),
    get(name) {
      const value = call(calls.get, [name]);
      return ["null", "undefined", "NaN"].includes(value) ? "" : value;
    },
    code,
    problem: () => `${code()} ${call(calls.words, [code()])}`.trim(),
  };
};
