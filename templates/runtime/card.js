// Pure: how far a learner is in a module, in short. It stands beside the state, so that „Mein Lernen“ shows it without
// the module's data, and says what held on the day it was written: version, law date and counts are those of that visit.

const card = (() => {
  /** Where it is kept on the device. @type {(module: string) => string} */
  const key = (module) => `integrif.${module}.stand`;

  /** @type {(value: unknown, most: number) => number} */
  const count = (value, most) => (typeof value === "number" && value >= 0 ? Math.min(value, most) : 0);

  /** @type {(value: unknown) => number} */
  const whole = (value) => Math.floor(count(value, 9999));

  /** Null for what is no card; what of it cannot be read is empty. @type {(text: string | null) => Card | null} */
  function read(text) {
    try {
      const found = JSON.parse(text ?? "");
      const module = about.taken(found);
      if (!module) return null;
      const { step, done } = found;
      const id = /^[a-z][a-z0-9_]*$/.test(about.line(step?.id)) ? step.id : "";
      return {
        ...module,
        day: about.day(found.day),
        opened: whole(found.opened),
        steps: whole(found.steps),
        answered: whole(found.answered),
        asked: whole(found.asked),
        step: id ? { id, number: whole(step.number) } : null,
        percent: count(found.percent, 100),
        reached: found.reached === true,
        done: about.day(done?.day) ? { day: done.day, version: about.line(done.version), law: about.day(done.law) } : null,
      };
    } catch {
      return null;
    }
  }

  return { key, read };
})();
