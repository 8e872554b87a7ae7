// Where the learner stands: points, goals reached, what to look at again. Pure; outcome.js draws it.

const result = (() => {
  /** @type {(question: QuestionData, progress: Progress) => number} the best try, 0–1 */
  function best(question, progress) {
    const [earned, of] = state.best(progress, question.id) ?? [0, 1];
    return earned / of;
  }

  /** @type {(questions: QuestionData[], progress: Progress) => {points: number, most: number}} */
  function sum(questions, progress) {
    return {
      points: questions.reduce((points, question) => points + best(question, progress) * question.points, 0),
      most: questions.reduce((points, question) => points + question.points, 0),
    };
  }

  /** Rounded down, so that a score below the pass mark never looks like one that reached it. @type {(points: number, most: number) => number} */
  const percent = (points, most) => (most ? Math.floor((points / most) * 10000 + 1e-6) / 100 : 100);

  /**
   * The check of a module (format.md): all scored questions count with their points, the best try of each.
   * Where nothing is asked, a module is done once every step was opened.
   * @type {(questions: QuestionData[], progress: Progress, settings: Settings, steps: string[]) => CheckResult}
   */
  function check(questions, progress, settings, steps) {
    const scored = questions.filter((question) => question.scored);
    const answered = scored.filter((question) => question.id in progress.kept);
    const { points, most } = sum(scored, progress);
    const critical = scored.filter((question) => question.critical && best(question, progress) < 1).map((question) => question.id);
    const unopened = steps.filter((step) => !progress.opened.includes(step));
    const read = unopened.length === 0;
    const finished = answered.length === scored.length && (scored.length > 0 || read);
    const passed = percent(points, most) >= settings.passMark && critical.length === 0;
    const reached = finished && (settings.completion === "bestanden" ? passed : read);
    return { answered: answered.length, asked: scored.length, steps: steps.length, points, most, percent: percent(points, most), finished, reached, passed, critical, unopened };
  }

  /**
   * Goals: reached when every scored question of it was answered and together they earned the pass mark.
   * @type {(questions: QuestionData[], progress: Progress, settings: Settings) => {id: string, text: string, tried: boolean, reached: boolean}[]}
   */
  function goals(questions, progress, settings) {
    return settings.goals.map(({ id, text }) => {
      const own = questions.filter((question) => question.scored && question.goal === id);
      const tried = own.filter((question) => question.id in progress.kept);
      const { points, most } = sum(own, progress);
      const reached = own.length > 0 && tried.length === own.length && points * 100 >= settings.passMark * most - 1e-6;
      return { id, text, tried: tried.length > 0, reached };
    });
  }

  /** Scored questions that were tried and not solved whole. @type {(questions: QuestionData[], progress: Progress) => string[]} */
  function again(questions, progress) {
    const open = questions.filter((question) => question.scored && question.id in progress.kept && best(question, progress) < 1);
    return open.map((question) => question.id);
  }

  /** Answered with certainty, and wrong: where learning pays most. @type {(questions: QuestionData[], progress: Progress) => string[]} */
  function confidentErrors(questions, progress) {
    const sure = questions.filter((question) => question.scored && progress.kept[question.id]?.certainty === 3);
    return sure.filter((question) => progress.kept[question.id]?.verdict !== "right").map((question) => question.id);
  }

  return { check, goals, again, confidentErrors, percent };
})();
