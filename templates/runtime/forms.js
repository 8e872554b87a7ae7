// One small form per kind: reads and writes the server-rendered controls. Nothing is judged here.

const forms = (() => {
  /** @type {<T extends HTMLElement>(root: ParentNode, selector: string) => T[]} */
  const all = (root, selector) => /** @type {any[]} */ ([...root.querySelectorAll(selector)]);


  /** Put the nodes of one parent into a new order, where the first of them stands. @type {(nodes: HTMLElement[], order: number[]) => void} */
  function reorder(nodes, order) {
    const [first] = nodes;
    if (!first?.parentNode) return;
    const marker = document.createComment("");
    first.before(marker);
    marker.replaceWith(...order.flatMap((index) => nodes[index] ?? []));
  }

  /** @type {(select: HTMLSelectElement, seed: string, name: string) => void} */
  function reorderChoices(select, seed, name) {
    const choices = all(select, "option").filter((option) => /** @type {HTMLOptionElement} */ (option).value);
    choices.sort((one, other) => (/** @type {HTMLOptionElement} */ (one).value < /** @type {HTMLOptionElement} */ (other).value ? -1 : 1));
    reorder(choices, shuffle.order(choices.length, seed, name));
  }

  /** @type {(reasons: Element[], label: (letter: string, index: number, place: string) => string | null) => {reason: Element, label: string}[]} */
  function labelled(reasons, label) {
    return reasons.flatMap((reason, index) => {
      const { letter = "", place = "" } = /** @type {HTMLElement} */ (reason).dataset;
      const words = label(letter, index, place);
      return words === null ? [] : [{ reason, label: words }];
    });
  }

  /** Elements that are right or wrong one by one. @type {(section: HTMLElement) => Form["reasons"]} */
  const byElement = (section) => (answer, found) =>
    labelled(all(section, ".question-solution .reason"), (_, index, place) => {
      const where = place ? `${word("place", { place })} ` : "";
      return where + (answer === null ? "" : word(found.marks[index] ? "placeRight" : "placeWrong"));
    });

  /** Answers of which some were chosen, which come first, and some are right. @type {(section: HTMLElement, chosen: (answer: Answer) => string[], right: string[]) => Form["reasons"]} */
  const byOption = (section, chosen, right) => (answer) => {
    const [reasons, own] = [all(section, ".question-solution .reason"), chosen(answer)];
    return [
      ...labelled(reasons, (letter) => (own.includes(letter) ? word("yourAnswer") : null)),
      ...labelled(reasons, (letter) => (right.includes(letter) && !own.includes(letter) ? word("rightAnswer") : null)),
    ];
  };

  /** @type {(section: HTMLElement, data: QuestionData) => Form} */
  function ticks(section, data) {
    const inputs = () => /** @type {HTMLInputElement[]} */ (all(section, "fieldset .options input"));
    return {
      read: () => inputs().filter((input) => input.checked).map((input) => input.value).sort(),
      write: (answer) => inputs().forEach((input) => (input.checked = answer.includes(input.value))),
      problem() {
        const [first] = inputs();
        if (!first || inputs().some((input) => input.checked)) return null;
        return { text: word(data.kind === "multiple_choice" ? "chooseSome" : "chooseOne"), control: first, controls: inputs() };
      },
      arrange(seed) {
        if (data.kind === "true_false" || !data.shuffle) return;
        const options = all(section, ".option").sort((one, other) => ((one.dataset.letter ?? "") < (other.dataset.letter ?? "") ? -1 : 1));
        reorder(options, shuffle.order(options.length, seed, data.id));
      },
      reasons: byOption(section, (answer) => answer ?? [], data.right),
      first: () => inputs()[0] ?? null,
    };
  }

  /** @type {(section: HTMLElement, data: QuestionData) => Form} */
  function matching(section, data) {
    const selects = () => /** @type {HTMLSelectElement[]} */ (all(section, ".prompt select"));
    return {
      read: () => selects().map((select) => select.value),
      write: (answer) => selects().forEach((select, index) => (select.value = answer[index] ?? "")),
      problem() {
        const empty = selects().filter((select) => !select.value);
        return empty[0] ? { text: word("chooseEach"), control: empty[0], controls: empty } : null;
      },
      arrange: (seed) => data.shuffle && selects().forEach((select) => reorderChoices(select, seed, data.id)),
      reasons: byElement(section),
      first: () => selects()[0] ?? null,
    };
  }

  /** @type {(section: HTMLElement, data: QuestionData) => Form} */
  function ordering(section, data) {
    const list = /** @type {HTMLElement} */ (section.querySelector(".items"));
    const items = () => all(list, ".item");
    let begin = items();
    /** @type {(target: HTMLElement) => void} */
    function move(target) {
      const item = /** @type {HTMLElement | null} */ (target.closest(".item"));
      const up = target.dataset.move === "up";
      const other = up ? item?.previousElementSibling : item?.nextElementSibling;
      if (!item) return;
      if (other) (up ? other.before : other.after).call(other, item);
      const name = item.querySelector(".item-text")?.textContent?.trim() ?? "";
      const words = { item: name, place: String(items().indexOf(item) + 1), count: String(items().length) };
      const status = section.querySelector(".item-position");
      if (status) status.textContent = word("position", words);
      target.focus();
    }
    list.addEventListener("click", (event) => {
      const target = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-move]"));
      if (target) move(target);
    });
    return {
      read: () => items().map((item) => item.dataset.letter ?? ""),
      write(answer) {
        const sorted = answer.flatMap((letter) => begin.filter((item) => item.dataset.letter === letter));
        list.append(...(sorted.length === begin.length ? sorted : begin));
        const status = section.querySelector(".item-position");
        if (status) status.textContent = "";
      },
      problem: () => null,
      arrange(seed) {
        const known = items().sort((one, other) => ((one.dataset.letter ?? "") < (other.dataset.letter ?? "") ? -1 : 1));
        reorder(known, shuffle.disorder(known.length, seed, data.id));
        begin = items();
      },
      reasons: byElement(section),
      first: () => list.querySelector("button"),
    };
  }

  /** @type {(section: HTMLElement, data: QuestionData) => Form} */
  function cloze(section, data) {
    const controls = () => /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (all(section, ".gap"));
    return {
      read: () => controls().map((control) => control.value.trim()),
      write: (answer) => controls().forEach((control, index) => (control.value = answer[index] ?? "")),
      problem() {
        const empty = controls().filter((control) => !control.value.trim());
        return empty[0] ? { text: word("fillEach"), control: empty[0], controls: empty } : null;
      },
      arrange(seed) {
        for (const control of controls()) if (data.shuffle && control instanceof HTMLSelectElement) reorderChoices(control, seed, control.id);
      },
      reasons: byElement(section),
      first: () => controls()[0] ?? null,
    };
  }

  /** @type {(section: HTMLElement, data: QuestionData) => Form} */
  function entry(section, data) {
    const input = /** @type {HTMLInputElement} */ (section.querySelector(".entry input"));
    const parse = data.kind === "date" ? typed.date : typed.number;
    /** @type {(answer: Answer) => string[]} */
    const chosen = (answer) => (answer ? score.letters(score.listed(data, answer) + 1).slice(-1) : []);
    const right = (data.listed ?? []).flatMap((listed, index, list) => (listed.right ? (score.letters(list.length)[index] ?? []) : []));
    return {
      read: () => [parse(input.value) ?? ""],
      write: (answer) => (input.value = answer[0] ? typed.show(data.kind, answer[0]) : ""),
      problem: () => (parse(input.value) === null ? { text: word(data.kind === "date" ? "typeDate" : "typeNumber"), control: input, controls: [input] } : null),
      arrange() {},
      reasons: byOption(section, chosen, right),
      unlisted: (answer) => (answer?.[0] && !chosen(answer).length ? typed.show(data.kind, answer[0]) : ""),
      first: () => input,
    };
  }

  /** The self-rating is the answer; each tick of the checklist changes it. @type {(section: HTMLElement) => Form} */
  function open(section) {
    const lines = () => /** @type {HTMLInputElement[]} */ (all(section, ".checklist input"));
    return {
      read: () => lines().filter((line) => line.checked).map((line) => line.value),
      write: (answer) => lines().forEach((line) => (line.checked = answer.includes(line.value))),
      problem: () => null,
      arrange() {},
      reasons: () => [],
      first: () => section.querySelector("textarea"),
    };
  }

  /** @type {(section: HTMLElement, data: QuestionData) => Form} */
  function of(section, data) {
    switch (data.kind) {
      case "matching":
        return matching(section, data);
      case "ordering":
        return ordering(section, data);
      case "cloze":
        return cloze(section, data);
      case "number":
      case "date":
        return entry(section, data);
      case "open":
        return open(section);
      case "branching":
        return branching(section, data);
      default:
        return ticks(section, data);
    }
  }

  return { of, all, word, reorder };
})();
