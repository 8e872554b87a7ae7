// The form of a decision: one situation at a time, its consequence, then the next; at the end the path is looked back on.

/** @type {(section: HTMLElement, data: QuestionData) => Form} */
const branching = (section, data) => {
  const { all, word, reorder } = forms;
  const scenes = all(section, ".situation");
  const situations = data.situations ?? [];
  const decide = /** @type {HTMLButtonElement} */ (section.querySelector('[data-action="check"]'));
  const decideWords = decide.textContent ?? "";
  /** @type {string[]} */
  let path = [];
  let told = false;

  /** @type {(index: number) => HTMLInputElement[]} */
  const inputs = (index) => /** @type {HTMLInputElement[]} */ (scenes[index] ? all(/** @type {HTMLElement} */ (scenes[index]), ".option input") : []);

  /** Where the learner stands; the last situation once the path has ended. */
  function here() {
    let index = 0;
    for (const step of score.path(data, path)) index = step.situation.next[score.letters(26).indexOf(step.letter)] ?? step.index;
    return index;
  }

  /** The situation stood in before the last decision. */
  const decided = () => score.path(data, path)[path.length - 1];

  /** @type {(index: number) => string} */
  const title = (index) => scenes[index]?.querySelector("legend")?.textContent?.trim() ?? "";

  function draw() {
    const current = told ? (decided()?.index ?? 0) : here();
    scenes.forEach((scene, index) => {
      scene.hidden = index !== current;
      const consequence = /** @type {HTMLElement} */ (scene.querySelector(".consequence"));
      consequence.hidden = !(told && index === current);
      if (!consequence.hidden) consequence.replaceChildren(...consequenceOf(current));
      inputs(index).forEach((input) => (input.disabled = told));
    });
    decide.textContent = told ? `${word("goOn")} ${title(here())}` : decideWords;
  }

  /** @type {(index: number) => Node[]} */
  function consequenceOf(index) {
    const letter = path[path.length - 1];
    const reason = section.querySelector(`.reason-situation[data-situation="${index}"] .reason[data-letter="${letter}"] dd`);
    const made = document.createElement("div");
    for (const child of reason?.childNodes ?? []) if (!(child instanceof Element && child.classList.contains("goes-on"))) made.append(child.cloneNode(true));
    return [...made.childNodes];
  }

  /** @type {() => boolean} */
  function advance() {
    if (told) {
      told = false;
      draw();
      /** @type {HTMLElement | null | undefined} */ (scenes[here()]?.querySelector("legend"))?.focus();
      return false;
    }
    const index = here();
    const letter = inputs(index).find((input) => input.checked)?.value ?? "";
    path = [...path, letter];
    const next = situations[index]?.next[score.letters(26).indexOf(letter)];
    if (next === null || next === undefined) return true;
    told = true;
    draw();
    /** @type {HTMLElement | null | undefined} */ (scenes[index]?.querySelector(".consequence"))?.focus();
    return false;
  }

  return {
    read: () => path,
    write(answer) {
      path = score.path(data, answer).map((step) => step.letter);
      told = false;
      scenes.forEach((_, index) => inputs(index).forEach((input) => (input.checked = false)));
      for (const step of score.path(data, path)) for (const input of inputs(step.index)) if (input.value === step.letter) input.checked = true;
      draw();
    },
    problem() {
      const current = inputs(here());
      if (told || current.some((input) => input.checked) || !current[0]) return null;
      return { text: word("chooseOne"), control: current[0], controls: current };
    },
    arrange(seed) {
      scenes.forEach((scene, index) => {
        if (!data.shuffle) return;
        const options = all(scene, ".option").sort((one, other) => ((one.dataset.letter ?? "") < (other.dataset.letter ?? "") ? -1 : 1));
        reorder(options, shuffle.order(options.length, seed, `${data.id}/${index}`));
      });
      draw();
    },
    reasons(answer) {
      const met = answer ? score.path(data, answer) : situations.map((situation, index) => ({ index, situation, letter: situation.right }));
      return met.flatMap(({ index, situation, letter }) =>
        all(section, `.reason-situation[data-situation="${index}"] .reason`).flatMap((reason) => {
          const own = reason.dataset.letter;
          const words = own === letter && answer ? word("yourDecision") : own === situation.right ? word("betterDecision") : "";
          return words ? [{ reason, label: words.replace("{situation}", title(index)) }] : [];
        }),
      );
    },
    advance,
    first: () => inputs(0)[0] ?? null,
  };
};
