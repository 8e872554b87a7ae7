// Pure: where the learner stands in all modules of a page → everything a platform may be told.

const report = (() => {
  /** All modules together: done when each is. @type {(units: Unit[], progress: Progress) => Whole} */
  function whole(units, progress) {
    const checks = units.map((unit) => result.check(unit.questions, progress, unit.settings, unit.steps.map(({ id }) => id)));
    const points = checks.reduce((sum, check) => sum + check.points, 0);
    const most = checks.reduce((sum, check) => sum + check.most, 0);
    const parts = checks.reduce((sum, check) => sum + check.asked + check.steps, 0);
    const done = checks.reduce((sum, check) => sum + check.answered + check.steps - check.unopened.length, 0);
    return {
      finished: checks.every(({ finished }) => finished),
      reached: checks.every(({ reached }) => reached),
      passed: checks.every(({ passed }) => passed),
      percent: result.percent(points, most),
      share: parts ? done / parts : 1,
    };
  }

  /** @type {(page: {outline: Outline, progress: Progress, judgements: Record<string, Judgement>, texts: Record<string, string>, seconds: number, settings: PackageSettings}) => Report} */
  function make({ outline, progress, judgements, texts, seconds, settings }) {
    const { units } = outline;
    const { finished, reached, passed, share } = whole(units, progress);
    const goals = units.flatMap((unit) => result.goals(unit.questions, progress, unit.settings).map((goal) => ({ ...goal, id: `${unit.module}_${goal.id}` })));
    return {
      state: state.write(progress, outline),
      texts,
      location: progress.current,
      finished,
      reached,
      passed: finished && passed,
      score: progress.score,
      share,
      status12: settings.status12,
      interactions: interactions.list(units, judgements, settings.order),
      objectives: goals.map(({ id, reached: met, tried }) => ({ id, reached: met, tried })),
      seconds,
    };
  }

  return { whole, make };
})();
