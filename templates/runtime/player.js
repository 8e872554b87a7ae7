// The shell around a form: judges when asked, names chosen and right answers in words, keeps focus.
// One way of announcing: focus moves to the verdict (WAI: never both focus and live region).

/** A number as German writes it. @type {(value: number) => string} */
const number = (value) => value.toLocaleString(document.documentElement.lang || "de", { maximumFractionDigits: 2 });

/** @type {(section: HTMLElement, onJudged: OnJudged) => Player} */
const createPlayer = (section, onJudged) => {
  /** @type {<T extends Element>(selector: string) => T} */
  const find = (selector) => {
    const found = section.querySelector(selector);
    if (!found) throw new Error(`${section.id}: ${selector}`);
    return /** @type {any} */ (found);
  };
  /** @type {QuestionData} */
  const data = JSON.parse(find("script.question-data").textContent ?? "");
  // In a package of several modules a question has the name of its module in front.
  Object.assign(data, { name: data.id, id: section.id, task: (find("legend").textContent ?? "").trim() });
  const form = forms.of(section, data);
  const fieldset = /** @type {HTMLFieldSetElement} */ (find("fieldset"));
  const showError = createError(find(".question-error"));
  const feedback = /** @type {HTMLElement} */ (find(".question-feedback"));
  const verdict = /** @type {HTMLElement} */ (find(".question-verdict"));
  const reasons = /** @type {HTMLElement} */ (find(".question-reasons"));
  const solution = /** @type {HTMLDetailsElement} */ (find(".question-solution"));
  const actions = /** @type {HTMLElement} */ (find(".question-actions"));
  const after = /** @type {HTMLElement} */ (find(".question-after"));
  // A browser that fills in what it remembers would answer for the learner; HTML knows this only of fields one types in.
  for (const input of section.querySelectorAll("input")) input.setAttribute("autocomplete", "off");
  /** @type {ReturnType<typeof createCertainty> | null} */
  let certainty = null;

  function check() {
    const problem = form.problem();
    showError(problem?.text ?? "", problem?.controls ?? []);
    if (problem) problem.control.focus();
    else if (!form.advance || form.advance()) settle(form.read());
  }

  /** @type {(answer: Answer) => void} */
  function settle(answer) {
    const found = score.judge(data, answer);
    show(answer, found);
    onJudged(data, answer, found, answer === null ? 0 : (certainty?.read() ?? 0));
    verdict.focus();
  }

  /** @type {(answer: Answer, found: Score) => void} */
  function show(answer, found) {
    const open = data.kind === "open";
    if (!open) enable(false);
    certainty?.enable(false);
    verdict.dataset.verdict = found.verdict;
    verdict.textContent = words(found);
    reasons.replaceChildren(...explain(answer, found));
    feedback.hidden = false;
    solution.hidden = !open;
    solution.open = open;
    offer(false);
    section.classList.add("is-judged");
    if (answer) mark(answer, found);
  }

  /** To answer, or to look back and begin anew. @type {(toAnswer: boolean) => void} */
  function offer(toAnswer) {
    actions.hidden = !toAnswer;
    after.hidden = toAnswer;
  }

  /** Each control by itself: a fieldset that is disabled takes the scrolling of tables with it. @type {(wanted: boolean) => void} */
  function enable(wanted) {
    for (const control of forms.all(fieldset, "input, select, button, textarea")) control.toggleAttribute("disabled", !wanted);
  }

  /** A mark at each element that is right or wrong by itself; the words stand in the feedback. @type {(answer: string[], found: Score) => void} */
  function mark(answer, found) {
    const elements = forms.all(section, "fieldset .prompt, fieldset .gap, fieldset .item");
    elements.forEach((element, index) => (element.dataset.mark = found.marks[index] ? "right" : "wrong"));
    for (const option of forms.all(section, ":scope > fieldset > .options > .option")) {
      const letter = option.dataset.letter ?? "";
      option.dataset.mark = data.right.includes(letter) ? "right" : answer.includes(letter) ? "wrong" : "";
    }
  }

  /** @type {(found: Score) => string} */
  function words(found) {
    const word = forms.word(`verdict_${found.verdict}`);
    if (found.verdict === "unknown" || found.verdict === "rated" || !data.scored) return word;
    return `${word} ${forms.word(data.points === 1 ? "onePoint" : "points", { points: number(found.points), most: number(data.points) })}`;
  }

  /** The reasons of the chosen and the right answers, each named in words. @type {(answer: Answer, found: Score) => Node[]} */
  function explain(answer, found) {
    const parts = form.reasons(answer, found).map(({ reason, label }) => named(reason, label));
    const other = form.unlisted?.(answer);
    if (other) parts.unshift(line(`${forms.word("yourAnswer")}: ${other}`));
    const explanation = data.kind === "open" ? null : solution.querySelector(".explanation");
    return explanation ? [...parts, copy(explanation)] : parts;
  }

  /** @type {(words: string) => HTMLElement} */
  const line = (words) => Object.assign(document.createElement("p"), { className: "reason-label", textContent: words });

  /** A reason below its label, which says by itself what is right. @type {(reason: Element, label: string) => HTMLElement} */
  function named(reason, label) {
    const made = document.createElement("div");
    made.className = "reason";
    made.append(...copy(reason).childNodes);
    if (label) made.prepend(line(label));
    if (label === forms.word("rightAnswer")) made.querySelector(".reason-verdict")?.remove();
    return made;
  }

  /** A copy without ids, which may stand only once; terms become blocks outside their list. @type {(node: Element) => HTMLElement} */
  function copy(node) {
    const made = document.createElement("div");
    made.className = node.className;
    for (const child of node.childNodes) {
      const part = child.cloneNode(true);
      if (part instanceof Element && ["DT", "DD"].includes(part.tagName)) {
        const block = document.createElement("div");
        block.className = part.tagName === "DT" ? "reason-answer" : "reason-why";
        block.append(...part.childNodes);
        made.append(block);
      } else made.append(part);
    }
    for (const own of made.querySelectorAll("[id]")) own.removeAttribute("id");
    for (const link of made.querySelectorAll(".goes-on")) link.remove();
    return made;
  }

  function again() {
    enable(true);
    section.classList.remove("is-judged");
    feedback.hidden = true;
    solution.hidden = true;
    offer(true);
    for (const element of forms.all(section, "[data-mark]")) delete element.dataset.mark;
    if (data.kind !== "open") form.write([]);
    certainty?.enable(true);
    certainty?.write(0);
    form.first()?.focus();
  }

  section.addEventListener("click", (event) => {
    const action = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-action]"))?.dataset.action;
    if (action === "check") check();
    else if (action === "unknown") (showError("", []), settle(null));
    else if (action === "again") again();
  });
  section.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (typing && event.key === "Enter" && !event.isComposing) check();
  });
  if (data.kind === "open") solution.addEventListener("change", () => onJudged(data, form.read(), score.judge(data, form.read()), 0));
  solution.hidden = true;
  offer(true);
  for (const buttons of section.querySelectorAll(".item-buttons")) buttons.removeAttribute("hidden");

  return {
    data,
    section,
    arrange: form.arrange,
    clear() {
      if (data.kind !== "open") form.write([]);
    },
    restore(kept) {
      if (kept.answer) form.write(kept.answer);
      certainty?.write(kept.certainty);
      if (kept.answer !== undefined) show(kept.answer, score.judge(data, kept.answer));
      else show(null, { verdict: kept.verdict, earned: kept.best[0], of: kept.best[1], points: (kept.best[0] / kept.best[1]) * data.points, marks: [] });
    },
    askCertainty(wanted) {
      if (wanted && !certainty && data.scored) certainty = createCertainty(section, data.id);
      certainty?.show(wanted);
      certainty?.enable(!section.classList.contains("is-judged"));
    },
  };
};
