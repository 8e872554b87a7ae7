// The form: takes the server-rendered <section class="question">, judges when asked, names chosen and right answers in
// words, keeps focus. One way of announcing: focus moves to the verdict (WAI: never both focus and live region).

/**
 * @typedef {object} Player
 * @property {QuestionData} data
 * @property {(answer: Answer) => void} restore shows an earlier answer as judged, without moving focus
 * @property {() => boolean} judged
 */

/** @type {(section: HTMLElement, onJudged: (data: QuestionData, answer: Answer, result: Score) => void) => Player} */
const createPlayer = (section, onJudged) => {
  /** @type {<T extends Element>(selector: string) => T} */
  const find = (selector) => {
    const found = section.querySelector(selector);
    if (!found) throw new Error(`${section.id}: ${selector}`);
    return /** @type {any} */ (found);
  };
  /** @type {QuestionData} */
  const data = JSON.parse(find("script.question-data").textContent ?? "");
  const fieldset = /** @type {HTMLFieldSetElement} */ (find("fieldset"));
  const error = /** @type {HTMLElement} */ (find(".question-error"));
  const feedback = /** @type {HTMLElement} */ (find(".question-feedback"));
  const verdict = /** @type {HTMLElement} */ (find(".question-verdict"));
  const reasons = /** @type {HTMLElement} */ (find(".question-reasons"));
  const solution = /** @type {HTMLDetailsElement} */ (find(".question-solution"));
  const list = /** @type {HTMLElement | null} */ (section.querySelector(".items"));
  const order = [...(list?.children ?? [])];
  let judged = false;

  /** @type {(name: string) => HTMLButtonElement | null} */
  const button = (name) => section.querySelector(`[data-action="${name}"]`);
  /** @type {() => HTMLInputElement[]} */
  const inputs = () => [...fieldset.querySelectorAll("input")];
  /** @type {() => HTMLSelectElement[]} */
  const selects = () => [...fieldset.querySelectorAll("select")];
  /** @type {() => HTMLInputElement[]} */
  const checklist = () => [...solution.querySelectorAll(".checklist input")].map((input) => /** @type {HTMLInputElement} */ (input));

  /** @type {() => string[]} */
  function read() {
    if (data.kind === "open") return checklist().filter((input) => input.checked).map((input) => input.value);
    if (data.kind === "matching") return selects().map((select) => select.value);
    if (data.kind === "ordering") return [...(list?.children ?? [])].map((item) => /** @type {HTMLElement} */ (item).dataset.letter ?? "");
    return inputs().filter((input) => input.checked).map((input) => input.value);
  }

  /** @type {(answer: string[]) => void} */
  function write(answer) {
    inputs().forEach((input) => (input.checked = answer.includes(input.value)));
    selects().forEach((select, index) => (select.value = answer[index] ?? ""));
    if (data.kind === "open") checklist().forEach((input) => (input.checked = answer.includes(input.value)));
    if (list) list.append(...(answer.length ? byLetter(answer) : order));
  }

  /** @type {(letters: string[]) => Element[]} */
  function byLetter(letters) {
    return letters.flatMap((letter) => order.filter((item) => /** @type {HTMLElement} */ (item).dataset.letter === letter));
  }

  /** What is missing, in words; empty when the answer can be judged. @type {(answer: string[]) => string} */
  function missing(answer) {
    if (data.kind === "matching" && answer.includes("")) return integrifStrings.chooseEach ?? "";
    if (data.kind === "multiple_choice" && !answer.length) return integrifStrings.chooseSome ?? "";
    if ((data.kind === "single_choice" || data.kind === "true_false") && !answer.length) return integrifStrings.chooseOne ?? "";
    return "";
  }

  function check() {
    const answer = read();
    const problem = missing(answer);
    showError(problem);
    if (problem) {
      (selects().find((select) => !select.value) ?? inputs()[0])?.focus();
      return;
    }
    settle(answer);
  }

  /** @type {(text: string) => void} */
  function showError(text) {
    error.textContent = text;
    error.hidden = !text;
    for (const control of [...inputs(), ...selects()]) {
      const wrong = text && !(control instanceof HTMLSelectElement && control.value);
      control.toggleAttribute("aria-invalid", Boolean(wrong));
      if (wrong) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", error.id);
      } else control.removeAttribute("aria-describedby");
    }
  }

  /** @type {(answer: Answer) => void} */
  function settle(answer) {
    const found = score.judge(data, answer);
    show(answer, found);
    onJudged(data, answer, found);
    verdict.focus();
  }

  /** @type {(answer: Answer, found: Score) => void} */
  function show(answer, found) {
    judged = true;
    fieldset.disabled = data.kind !== "open";
    verdict.dataset.verdict = found.verdict;
    verdict.textContent = words(found);
    reasons.replaceChildren(...explain(answer, found));
    feedback.hidden = false;
    solution.hidden = data.kind !== "open";
    solution.open = data.kind === "open";
    for (const [name, shown] of Object.entries({ check: false, unknown: false, again: true })) button(name)?.toggleAttribute("hidden", !shown);
    fieldset.classList.add("judged");
  }

  /** @type {(found: Score) => string} */
  function words(found) {
    const word = integrifStrings[`verdict_${found.verdict}`] ?? "";
    if (!data.scored || found.verdict === "unknown") return word;
    return `${word} ${(integrifStrings.points ?? "").replace("{points}", number(found.points)).replace("{most}", number(data.points))}`;
  }

  /** The reasons of the chosen and the right answers, each named in words. @type {(answer: Answer, found: Score) => Node[]} */
  function explain(answer, found) {
    if (data.kind === "open") return [];
    const parts = [...solution.querySelectorAll(".reason")].flatMap((reason, index) => {
      const label = labelOf(reason, index, answer, found);
      return label === null ? [] : [named(reason, label)];
    });
    const explanation = solution.querySelector(".explanation");
    return explanation ? [...parts, copy(explanation)] : parts;
  }

  /** null: nothing to say about this element. @type {(reason: Element, index: number, answer: Answer, found: Score) => string | null} */
  function labelOf(reason, index, answer, found) {
    const letter = /** @type {HTMLElement} */ (reason).dataset.letter ?? "";
    const text = integrifStrings;
    if (data.kind === "matching" || data.kind === "ordering") {
      if (answer === null) return "";
      return (found.marks[index] ? text.placeRight : text.placeWrong) ?? "";
    }
    if (answer?.includes(letter)) return text.yourAnswer ?? "";
    return data.right.includes(letter) ? (text.rightAnswer ?? "") : null;
  }

  /** @type {(reason: Element, label: string) => Node} */
  function named(reason, label) {
    const made = document.createElement("div");
    made.className = "reason";
    made.append(...copy(reason).childNodes);
    const mark = document.createElement("p");
    mark.className = "reason-label";
    mark.textContent = label;
    if (label) made.prepend(mark);
    return made;
  }

  /** A copy without ids, which may stand only once; terms become paragraphs outside their list. @type {(node: Element) => HTMLElement} */
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
    for (const marked of made.querySelectorAll("[id]")) marked.removeAttribute("id");
    return made;
  }

  function again() {
    judged = false;
    fieldset.disabled = false;
    feedback.hidden = true;
    solution.hidden = true;
    for (const [name, shown] of Object.entries({ check: true, unknown: true, again: false })) button(name)?.toggleAttribute("hidden", !shown);
    if (data.kind !== "open") write([]);
    (inputs()[0] ?? selects()[0] ?? fieldset.querySelector("button, textarea"))?.focus();
  }

  /** @type {(target: HTMLElement) => void} */
  function move(target) {
    const item = target.closest(".item");
    const up = target.dataset.move === "up";
    const other = up ? item?.previousElementSibling : item?.nextElementSibling;
    if (item && other) (up ? other.before : other.after).call(other, item);
    const place = [...(list?.children ?? [])].indexOf(/** @type {Element} */ (item)) + 1;
    const name = item?.querySelector(".item-text")?.textContent?.trim() ?? "";
    const status = section.querySelector(".item-position");
    if (status) status.textContent = (integrifStrings.position ?? "").replace("{item}", name).replace("{place}", String(place)).replace("{count}", String(order.length));
    target.focus();
  }

  section.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
    if (target?.dataset.action === "check") check();
    else if (target?.dataset.action === "unknown") (showError(""), settle(null));
    else if (target?.dataset.action === "again") again();
    else if (target?.dataset.move) move(target);
  });
  // The self-rating of an open question is its answer; each tick is kept.
  solution.addEventListener("change", () => data.kind === "open" && onJudged(data, read(), score.judge(data, read())));
  solution.hidden = true;
  for (const shown of section.querySelectorAll(".question-actions, .item-buttons")) shown.removeAttribute("hidden");

  return {
    data,
    judged: () => judged,
    restore(answer) {
      if (answer) write(answer);
      show(answer, score.judge(data, answer));
    },
  };
};

/** A number as German writes it. @type {(value: number) => string} */
const number = (value) => value.toLocaleString(document.documentElement.lang || "de", { maximumFractionDigits: 2 });
