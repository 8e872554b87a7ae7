// Pure: questions and what became of them → interactions, in one notation for pattern and response (scorm.md A7).

const interactions = (() => {
  /** @typedef {{answer: Answer, seconds: number, clock: string}} Judgement */

  /** One per question, in author order; a branching question has one per situation; open ones are not reported.
   * @type {(questions: QuestionData[], judgements: Record<string, Judgement>, module: string) => Interaction[]} */
  function list(questions, judgements, module) {
    return questions.flatMap((question) => {
      if (question.kind === "open") return [];
      const judged = judgements[question.id];
      return question.kind === "branching" ? scenes(question, judged, module) : [single(question, judged, module)];
    });
  }

  /** @type {(question: QuestionData, judged: Judgement | undefined, module: string) => Interaction} */
  function single(question, judged, module) {
    const { kind, goal } = question;
    const made = { id: `${module}_${question.id}`, kind, goal, weight: question.points, pattern: notation(question, question.right) };
    if (!judged) return made;
    const response = judged.answer === null ? "unknown" : notation(question, judged.answer);
    const right = score.judge(question, judged.answer).verdict === "right";
    return { ...made, judged: { response, right, seconds: judged.seconds, clock: judged.clock } };
  }

  /** @type {(question: QuestionData, judged: Judgement | undefined, module: string) => Interaction[]} */
  function scenes(question, judged, module) {
    const all = question.situations ?? [];
    const met = judged?.answer ? score.path(question, judged.answer) : [];
    return all.map((situation, index) => {
      const weight = Math.round((question.points / all.length) * 100) / 100;
      const made = { id: `${module}_${question.id}_${situation.id}`, kind: question.kind, goal: question.goal, weight, pattern: situation.right };
      const here = met.find((step) => step.index === index);
      if (!judged || !here) return made;
      const { seconds, clock } = judged;
      return { ...made, judged: { response: here.letter, right: here.letter === situation.right, seconds: seconds / met.length, clock } };
    });
  }

  /** @type {(question: QuestionData, answer: string[]) => string} */
  function notation(question, answer) {
    switch (question.kind) {
      case "true_false":
        return answer[0] === "a" ? "t" : "f";
      case "matching":
        return answer.map((letter, index) => `${index + 1}.${letter}`).join(",");
      case "cloze":
        return (question.gaps ?? []).map((gap, index) => filled(gap, answer[index] ?? "")).join(", ");
      default:
        return answer.join(",");
    }
  }

  /** @type {(gap: {choices: string[]}, words: string) => string} */
  function filled(gap, words) {
    return gap.choices[score.letters(gap.choices.length).indexOf(words)] ?? words;
  }

  return { list };
})();
