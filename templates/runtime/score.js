// Pure: question data and answer → share of the points, verdict, which elements are right.
// Weights are those of the model (format.md): multiple (right − wrong) / right, never below 0; matching and
// ordering per element, ordering by absolute place; single and true-false all or nothing; open is never scored.

const score = (() => {
  /** @type {(question: QuestionData, answer: Answer) => Score} */
  function judge(question, answer) {
    if (question.kind === "open") return result(question, 0, "rated", []);
    if (answer === null) return result(question, 0, "unknown", []);
    const marks = question.kind === "matching" || question.kind === "ordering" ? places(question, answer) : ticks(question, answer);
    const share = shareOf(question, answer, marks);
    const whole = marks.every(Boolean);
    return result(question, share, whole ? "right" : share > 0 ? "partly" : "wrong", marks);
  }

  /** @type {(question: QuestionData, share: number, verdict: Verdict, marks: boolean[]) => Score} */
  function result(question, share, verdict, marks) {
    return { share, points: Math.round(share * question.points * 1e6) / 1e6, verdict, marks };
  }

  /** Each option: was it treated as it should be? @type {(question: QuestionData, answer: string[]) => boolean[]} */
  function ticks(question, answer) {
    return letters(question.count).map((letter) => answer.includes(letter) === question.right.includes(letter));
  }

  /** Each prompt or place: does the right letter stand there? @type {(question: QuestionData, answer: string[]) => boolean[]} */
  function places(question, answer) {
    return question.right.map((letter, index) => answer[index] === letter);
  }

  /** @type {(question: QuestionData, answer: string[], marks: boolean[]) => number} */
  function shareOf(question, answer, marks) {
    if (question.kind === "multiple_choice") {
      const chosen = letters(question.count).filter((letter) => answer.includes(letter));
      const hits = chosen.filter((letter) => question.right.includes(letter)).length;
      return Math.max(0, (hits - (chosen.length - hits)) / question.right.length);
    }
    if (question.kind === "matching" || question.kind === "ordering") return marks.filter(Boolean).length / marks.length;
    return marks.every(Boolean) ? 1 : 0;
  }

  /** a, b, c … @type {(count: number) => string[]} */
  function letters(count) {
    return Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
  }

  return { judge, letters };
})();
