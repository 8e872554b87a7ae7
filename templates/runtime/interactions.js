// Pure: questions and what became of them → interactions, pattern and response as lists of parts (scorm.md A7).
// How a standard writes such a list is the business of its dialect.

const interactions = (() => {
  /** One per question, a branching one has one per situation. Their places are those of the first release: reports have a column per place.
   * @type {(units: Unit[], judgements: Record<string, Judgement>, order: string[]) => Interaction[]} */
  function list(units, judgements, order) {
    const made = units.flatMap((unit) => unit.questions.flatMap((question) => ofQuestion(question, unit, judgements[question.id])));
    const placed = order.map((id) => made.find((item) => item.id === id) ?? { id, kind: /** @type {const} */ ("gone"), goal: "", weight: 0, task: "", pattern: [] });
    const others = made.filter((item) => !order.includes(item.id));
    // Free texts are not reported by every standard, so they stand behind all others and move no place.
    return [...placed, ...others.filter(({ kind }) => kind !== "open"), ...others.filter(({ kind }) => kind === "open")];
  }

  /** @type {(question: QuestionData, unit: Unit, judged: Judgement | undefined) => Interaction[]} */
  function ofQuestion(question, unit, judged) {
    const made = { id: question.name, kind: question.kind, goal: `${unit.module}_${question.goal}`, weight: question.points, task: question.task, pattern: parts(question, question.right) };
    if (question.kind === "branching") return scenes(question, made, judged);
    if (!judged) return [made];
    const { answer, seconds, at } = judged;
    const { verdict } = score.judge(question, answer);
    const result = verdict === "rated" ? "neutral" : verdict === "right" ? "right" : "wrong";
    return [{ ...made, judged: { response: answer && parts(question, answer), result, seconds, at } }];
  }

  /** @type {(question: QuestionData, whole: Interaction, judged: Judgement | undefined) => Interaction[]} */
  function scenes(question, whole, judged) {
    const all = question.situations ?? [];
    const met = judged?.answer ? score.path(question, judged.answer) : [];
    return all.map((situation, index) => {
      const weight = Math.round((question.points / all.length) * 100) / 100;
      const made = { ...whole, id: `${whole.id}_${situation.id}`, weight, pattern: [situation.right] };
      const here = met.find((step) => step.index === index);
      if (!judged || !here) return made;
      const result = here.letter === situation.right ? "right" : "wrong";
      return { ...made, judged: { response: [here.letter], result, seconds: judged.seconds / met.length, at: judged.at } };
    });
  }

  /** The parts of an answer; of gaps to choose from the words. @type {(question: QuestionData, answer: string[]) => string[]} */
  function parts(question, answer) {
    if (question.kind !== "cloze") return question.kind === "open" ? [] : answer;
    return (question.gaps ?? []).map((gap, index) => gap.choices[score.letters(gap.choices.length).indexOf(answer[index] ?? "")] ?? answer[index] ?? "");
  }

  return { list };
})();
