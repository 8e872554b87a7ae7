// Where the learner stands: points, goals reached, what to look at again. Pure; main.js draws it.

const result = (() => {
  /**
   * The check of a module (format.md): all scored questions count with their points, the best try of each.
   * @type {(questions: QuestionData[], progress: Progress, settings: Settings, steps: string[]) =>
   *   {answered: number, asked: number, points: number, most: number, percent: number, finished: boolean, reached: boolean, critical: string[]}}
   */
  function check(questions, progress, settings, steps) {
    const scored = questions.filter((question) => question.scored);
    const answered = scored.filter((question) => question.id in progress.answers);
    const points = scored.reduce((sum, question) => sum + (progress.best[question.id] ?? 0) * question.points, 0);
    const most = scored.reduce((sum, question) => sum + question.points, 0);
    const finished = answered.length === scored.length;
    const critical = scored.filter((question) => question.critical && (progress.best[question.id] ?? 0) < 1).map((question) => question.id);
    const percent = most ? Math.floor((points / most) * 10000 + 1e-6) / 100 : 100;
    const passed = percent >= settings.passMark && critical.length === 0;
    const worked = steps.every((step) => progress.opened.includes(step));
    const reached = finished && (settings.completion === "bestanden" ? passed : worked);
    return { answered: answered.length, asked: scored.length, points, most, percent, finished, reached, critical };
  }

  /**
   * Goals: reached when every scored question of it was answered and together they earned the pass mark.
   * @type {(questions: QuestionData[], progress: Progress, settings: Settings) => {id: string, text: string, tried: boolean, reached: boolean, again: string[]}[]}
   */
  function goals(questions, progress, settings) {
    return settings.goals.map(({ id, text }) => {
      const own = questions.filter((question) => question.scored && question.goal === id);
      const tried = own.filter((question) => question.id in progress.answers);
      const points = own.reduce((sum, question) => sum + (progress.best[question.id] ?? 0) * question.points, 0);
      const most = own.reduce((sum, question) => sum + question.points, 0);
      const reached = own.length > 0 && tried.length === own.length && points * 100 >= settings.passMark * most - 1e-6;
      const again = tried.filter((question) => (progress.best[question.id] ?? 0) < 1).map((question) => question.id);
      return { id, text, tried: tried.length > 0, reached, again };
    });
  }

  return { check, goals };
})();
