// Pure: question data and answer → parts earned, verdict, which elements are right.
// Weights are those of the model (format.md): multiple (right − wrong) / right, never below 0; matching, ordering (absolute
// place) and cloze per element; branching per situation of the path taken; all else all or nothing; open is never scored.

const score = (() => {
  /** @type {(question: QuestionData, answer: Answer) => Score} */
  function judge(question, answer) {
    if (question.kind === "open") return result(question, 0, 1, "rated", []);
    if (answer === null) return result(question, 0, 1, "unknown", []);
    const marks = marksOf(question, answer);
    const [earned, of] = share(question, answer, marks);
    const whole = earned === of && marks.every(Boolean);
    return result(question, earned, of, whole ? "right" : earned > 0 ? "partly" : "wrong", marks);
  }

  /** @type {(question: QuestionData, earned: number, of: number, verdict: Verdict, marks: boolean[]) => Score} */
  function result(question, earned, of, verdict, marks) {
    return { earned, of, points: Math.round((earned / of) * question.points * 1e6) / 1e6, verdict, marks };
  }

  /** @type {(question: QuestionData, answer: string[]) => boolean[]} */
  function marksOf(question, answer) {
    switch (question.kind) {
      case "matching":
      case "ordering":
        return question.right.map((letter, index) => answer[index] === letter);
      case "cloze":
        return (question.gaps ?? []).map((gap, index) => fills(gap, answer[index] ?? ""));
      case "number":
      case "date":
        return [question.listed?.[listed(question, answer)]?.right ?? false];
      case "branching":
        return path(question, answer).map(({ situation, letter }) => situation.right === letter);
      default:
        return letters(question.count).map((letter) => answer.includes(letter) === question.right.includes(letter));
    }
  }

  /** @type {(question: QuestionData, answer: string[], marks: boolean[]) => [number, number]} */
  function share(question, answer, marks) {
    const good = marks.filter(Boolean).length;
    switch (question.kind) {
      case "multiple_choice": {
        const chosen = letters(question.count).filter((letter) => answer.includes(letter));
        const hits = chosen.filter((letter) => question.right.includes(letter)).length;
        return [Math.max(0, hits - (chosen.length - hits)), question.right.length || 1];
      }
      case "matching":
      case "ordering":
      case "cloze":
      case "branching":
        return [good, marks.length || 1];
      default:
        return [marks.length > 0 && good === marks.length ? 1 : 0, 1];
    }
  }

  /** @type {(gap: {accept: string[], choices: string[]}, words: string) => boolean} */
  function fills(gap, words) {
    if (gap.choices.length) return words === "a";
    return plain(words) !== "" && gap.accept.some((accepted) => plain(accepted) === plain(words));
  }

  /** What does not matter in a typed word: case, blanks, dashes, quotes, a last dot, ä or ae. @type {(words: string) => string} */
  function plain(words) {
    const folded = words.normalize("NFKC").toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss");
    const signs = folded.replace(/[\u00ad\u200b-\u200f"'„“”‚‘’«»‹›]/g, "").replace(/\s*[-\u2010-\u2015\u2212]\s*/g, "-");
    return signs.replace(/\s+/g, " ").replace(/§ /g, "§").trim().replace(/\s*[.,;:!?…]+$/, "");
  }

  /** The listed answer that a number or day falls under, -1 for none. @type {(question: QuestionData, answer: string[]) => number} */
  function listed(question, answer) {
    const value = answer[0];
    if (value === undefined || value === "") return -1;
    const order = question.kind === "number" ? Number : String;
    return (question.listed ?? []).findIndex(({ low, high }) => order(low) <= order(value) && order(value) <= order(high));
  }

  /** The situations met and what was done there; it ends where the letters end or lead nowhere.
   * @type {(question: QuestionData, answer: string[]) => {index: number, situation: NonNullable<QuestionData["situations"]>[number], letter: string}[]} */
  function path(question, answer) {
    /** @type {ReturnType<typeof path>} */
    const met = [];
    /** @type {number | null} */
    let index = 0;
    for (const letter of answer) {
      /** @type {NonNullable<QuestionData["situations"]>[number] | undefined} */
      const situation = index === null ? undefined : question.situations?.[index];
      const option = letters(situation?.count ?? 0).indexOf(letter);
      if (index === null || !situation || option < 0) break;
      met.push({ index, situation, letter });
      index = situation.next[option] ?? null;
    }
    return met;
  }

  /** a, b, c … @type {(count: number) => string[]} */
  function letters(count) {
    return Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
  }

  return { judge, letters, listed, path, plain };
})();
