// The result in words and links: what was reached, what must be right, where to go back to.

/** @type {(root: HTMLElement) => (questions: QuestionData[], progress: Progress, settings: Settings, steps: string[]) => void} */
const createOutcome = (root) => {
  const { word } = forms;

  /** @type {(words: string, name?: string) => HTMLElement} */
  const paragraph = (words, name = "") => Object.assign(document.createElement("p"), { textContent: words, className: name });

  /** @type {(lines: Node[][]) => HTMLElement} */
  function list(lines) {
    const made = document.createElement("ul");
    for (const line of lines) {
      const item = document.createElement("li");
      item.append(...line);
      made.append(item);
    }
    return made;
  }

  /** @type {(id: string, words: string) => HTMLAnchorElement} */
  const link = (id, words) => Object.assign(document.createElement("a"), { href: `#${id}`, textContent: words });

  /** @type {(id: string) => HTMLAnchorElement} */
  function toQuestion(id) {
    const section = document.getElementById(id);
    section?.setAttribute("tabindex", "-1");
    return link(id, section?.getAttribute("aria-label") ?? id);
  }

  /** Steps to read again, each with its questions. @type {(ids: string[]) => HTMLElement} */
  function bySteps(ids) {
    const groups = /** @type {Map<HTMLElement | null, string[]>} */ (new Map());
    for (const id of ids) {
      const step = /** @type {HTMLElement | null} */ (document.getElementById(id)?.closest("[data-step]") ?? null);
      groups.set(step, [...(groups.get(step) ?? []), id]);
    }
    return list(
      [...groups].map(([step, own]) => {
        const questions = own.flatMap((id, index) => [document.createTextNode(index ? ", " : ""), toQuestion(id)]);
        if (!step) return questions;
        const title = step.querySelector("h2")?.textContent?.trim() ?? step.id;
        return [link(step.id, title), document.createTextNode(": "), ...questions];
      }),
    );
  }

  /** @type {(name: string, ids: string[]) => HTMLElement[]} */
  const part = (name, ids) => (ids.length ? [paragraph(word(name)), bySteps(ids)] : []);

  /** @type {(check: ReturnType<typeof result.check>, settings: Settings) => HTMLElement[]} */
  function verdict(check, settings) {
    if (!check.finished) return [];
    const parts = [paragraph(word(check.reached ? "reached" : "notReached"), "result-verdict")];
    if (!check.reached && settings.completion === "bearbeitet") {
      const titles = check.unopened.map((id) => [link(id, document.getElementById(id)?.querySelector("h2")?.textContent?.trim() ?? id)]);
      parts.push(paragraph(word("unopened")), list(titles));
    }
    return parts;
  }

  return (questions, progress, settings, steps) => {
    const body = root.querySelector(".result-body");
    if (!body) return;
    const check = result.check(questions, progress, settings, steps);
    const sum = word("answered", { answered: String(check.answered), asked: String(check.asked) });
    const points = word("sum", { points: number(check.points), most: number(check.most), percent: number(check.percent), mark: number(settings.passMark) });
    const goals = result.goals(questions, progress, settings).filter((goal) => goal.tried);
    const lines = goals.map((goal) => [Object.assign(document.createElement("strong"), { textContent: `${word(goal.reached ? "goalReached" : "goalOpen")}: ` }), document.createTextNode(goal.text)]);
    body.replaceChildren(
      paragraph(check.finished ? `${sum} ${points}` : sum),
      ...verdict(check, settings),
      ...part("confidentErrors", result.confidentErrors(questions, progress)),
      ...part("critical", check.finished ? check.critical : []),
      ...(lines.length ? [paragraph(word("goals")), list(lines)] : []),
      ...part("again", result.again(questions, progress)),
    );
  };
};
