// The result in words and links: what was reached, what must be right, where to go back to.

/** @type {(article: HTMLElement, unit: Unit) => (progress: Progress) => void} */
const createOutcome = (article, { questions, settings, steps }) => {
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

  /** @type {(check: CheckResult) => HTMLElement[]} */
  function verdict(check) {
    if (!check.finished) return [];
    const parts = [paragraph(word(check.reached ? "reached" : "notReached"), "result-verdict")];
    if (!check.reached && settings.completion === "bearbeitet") {
      const titles = check.unopened.map((id) => [link(id, document.getElementById(id)?.querySelector("h2")?.textContent?.trim() ?? id)]);
      parts.push(paragraph(word("unopened")), list(titles));
    }
    return parts;
  }

  return (progress) => {
    const body = article.querySelector(".result-body");
    if (!body) return;
    const check = result.check(questions, progress, settings, steps.map(({ id }) => id));
    const goals = result.goals(questions, progress, settings).filter((goal) => goal.tried);
    const lines = goals.map((goal) => [Object.assign(document.createElement("strong"), { textContent: `${word(goal.reached ? "goalReached" : "goalOpen")}: ` }), document.createTextNode(goal.text)]);
    body.replaceChildren(
      paragraph(standing(check, settings.passMark)),
      ...verdict(check),
      ...part("confidentErrors", result.confidentErrors(questions, progress)),
      ...part("critical", check.finished ? check.critical : []),
      ...(lines.length ? [paragraph(word("goals")), list(lines)] : []),
      ...part("again", result.again(questions, progress)),
    );
  };
};

/** How many questions are answered, and once all are, what that is worth. @type {(check: CheckResult, mark: number) => string} */
const standing = (check, mark) => {
  if (!check.asked) return forms.word("stepsOpened", { opened: String(check.steps - check.unopened.length), count: String(check.steps) });
  const sum = forms.word("answered", { answered: String(check.answered), asked: String(check.asked) });
  const points = { points: number(check.points), most: number(check.most), percent: number(check.percent), mark: number(mark) };
  return check.finished ? `${sum} ${forms.word("sum", points)}` : sum;
};

/** The result of a package of several modules: how each of them stands. @type {(root: HTMLElement, units: Unit[]) => (progress: Progress) => void} */
const createWhole = (root, units) => (progress) => {
  const body = root.querySelector(".package-result-body");
  if (!body) return;
  const { word } = forms;
  const lines = units.map(({ module, questions, settings, steps }) => {
    const check = result.check(questions, progress, settings, steps.map(({ id }) => id));
    const item = document.createElement("li");
    const title = root.querySelector(`[data-module="${module}"] h1`);
    const link = Object.assign(document.createElement("a"), { href: `#${title?.id ?? ""}`, textContent: (title?.textContent ?? module).trim() });
    item.append(link, ` – ${word(check.reached ? "moduleReached" : "moduleOpen")} ${standing(check, settings.passMark)}`);
    return item;
  });
  const whole = report.whole(units, progress);
  const list = document.createElement("ul");
  list.append(...lines);
  const words = Object.assign(document.createElement("p"), { className: "result-verdict", textContent: word(whole.reached ? "packageReached" : "packageOpen") });
  body.replaceChildren(words, list);
};
