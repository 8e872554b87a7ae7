// Pure: the card of a module from its state. The day of completion stays until questions or steps that have changed open it again.

/** @type {(module: About, unit: Unit, text: string, before: Card | null, today: string) => Card} */
const makeCard = (module, unit, text, before, today) => {
  const { questions, settings, steps } = unit;
  const { progress } = state.read(text, { name: unit.module, compact: false, units: [unit] }, "0");
  const { reached, ...check } = result.check(questions, progress, settings, steps.map(({ id }) => id));
  const at = steps.findIndex(({ id }) => id === progress.current);
  const began = before?.done && before.reached ? before.done : { day: today, version: module.version, law: module.law };
  return {
    ...module,
    day: today,
    opened: check.steps - check.unopened.length,
    steps: check.steps,
    answered: check.answered,
    asked: check.asked,
    step: at < 0 ? null : { id: progress.current, number: at + 1 },
    percent: progress.score,
    reached,
    done: reached ? began : (before?.done ?? null),
  };
};
