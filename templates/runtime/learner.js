// What one learner has done on this page, and what the page shows of it. Where it is kept is the business of the session.

/** @type {(root: HTMLElement, onChange: () => void) => Learner} */
const createLearner = (root, onChange) => {
  const begun = performance.now();
  /** @type {PackageSettings} */
  const settings = jsonOf(root, "package-settings");
  const articles = root.matches("[data-module]") ? [root] : forms.all(root, "[data-module]");
  const read = articles.map((article) => readUnit(article, onJudged));
  const players = read.flatMap((one) => one.players);
  const outline = { name: settings.name, compact: settings.compact, units: read.map(({ unit }) => unit) };
  const steps = createSteps(root, onOpen);
  const draws = articles.map((article, index) => createOutcome(article, /** @type {Unit} */ (outline.units[index])));
  const drawWhole = createWhole(root, outline.units);
  let progress = state.fresh(newSeed());
  /** @type {Record<string, string>} */
  let texts = {};
  let lastAction = begun;
  /** @type {Record<string, Judgement>} */
  const judgements = Object.create(null);

  /** Four signs, other ones for each learner. */
  function newSeed() {
    return Math.floor(Math.random() * 36 ** 4).toString(36).padStart(4, "0");
  }

  // What they do -----------------------------------------------------------

  /** @type {OnJudged} */
  function onJudged(data, answer, judged, certainty) {
    const reached = /** @type {[number, number]} */ ([judged.earned, judged.of]);
    const before = state.best(progress, data.id);
    progress.kept[data.id] = { answer, verdict: judged.verdict, best: before ? state.better(reached, before) : reached, certainty };
    delete progress.credit[data.id];
    // A clock that is set back meanwhile must not make time run backwards.
    const now = performance.now();
    judgements[data.id] = { answer, seconds: (now - lastAction) / 1000, at: Date.now() };
    lastAction = now;
    changed();
  }

  /** @type {(id: string) => void} */
  function onOpen(id) {
    if (!outline.units.some((unit) => unit.steps.some((step) => step.id === id)) || progress.current === id) return;
    progress.current = id;
    if (!progress.opened.includes(id)) progress.opened.push(id);
    changed();
  }

  /** @type {(wanted: boolean) => void} */
  function askCertainty(wanted) {
    progress.asksCertainty = wanted;
    for (const player of players) player.askCertainty(wanted);
    changed();
  }

  /** Free texts stay with the form they were written in. */
  function watchTexts() {
    for (const area of forms.all(root, ".answer-text textarea")) {
      const id = area.closest(".question")?.id ?? "";
      area.addEventListener("input", () => {
        const { value } = /** @type {HTMLTextAreaElement} */ (area);
        if (value) texts[id] = value;
        else delete texts[id];
        onChange();
      });
    }
  }

  function changed() {
    const { finished, percent } = report.whole(outline.units, progress);
    if (finished) progress.score = Math.max(progress.score, percent);
    draw();
    onChange();
  }

  // What the page shows ------------------------------------------------------

  function draw() {
    steps.mark(progress.opened);
    revealStages();
    for (const drawn of draws) drawn(progress);
    drawWhole(progress);
    root.dispatchEvent(new Event("drawn"));
  }

  /** A stage of a case with gaps shows once every question before it is judged. */
  function revealStages() {
    for (const gaps of root.querySelectorAll(".case-teilweise")) {
      const before = /** @type {Player[]} */ ([]);
      for (const part of gaps.querySelectorAll(".question, .stage-solution")) {
        const player = players.find((candidate) => candidate.section === part);
        if (player) before.push(player);
        else {
          const ready = before.every((asked) => asked.data.id in progress.kept);
          part.toggleAttribute("hidden", !ready);
          part.nextElementSibling?.toggleAttribute("hidden", ready);
          if (ready) part.setAttribute("open", "");
        }
      }
    }
  }

  function showAll() {
    for (const player of players) {
      player.arrange(progress.seed);
      player.askCertainty(progress.asksCertainty);
      const kept = progress.kept[player.data.id];
      if (kept) player.restore(kept);
      else player.clear();
      const area = /** @type {HTMLTextAreaElement | null} */ (player.section.querySelector(".answer-text textarea"));
      if (area) area.value = texts[player.data.id] ?? "";
    }
    const toggle = /** @type {HTMLInputElement | null} */ (root.querySelector("#certainty-switch"));
    if (toggle) toggle.checked = progress.asksCertainty;
    draw();
  }

  // Giving and taking ----------------------------------------------------------

  /** A platform that answers late finds somebody at work already, who stays where they are.
   * @type {(started: Started) => {problem: Restored["problem"], changed: number, atWork: boolean}} */
  function restore(started) {
    const { progress: found, problem, changed: dropped } = state.read(started.state, outline, progress.seed);
    const atWork = progress.current !== "";
    texts = Object.assign(Object.create(null), started.texts, texts);
    if (atWork) add(found);
    else progress = found;
    progress.score = Math.max(progress.score, started.score);
    if (!atWork) showAll();
    else if (found.asksCertainty) askCertainty(true);
    return { problem, changed: dropped, atWork };
  }

  /** @type {(other: Progress) => void} */
  function add(other) {
    const taken = state.merge(progress, other);
    for (const player of players) {
      const kept = progress.kept[player.data.id];
      if (kept && taken.includes(player.data.id)) player.restore(kept);
    }
    draw();
  }

  /** What another window or a text has more; whether there was any. @type {(text: string) => boolean} */
  function take(text) {
    const { progress: other, problem } = state.read(text, outline, progress.seed);
    if (problem) return false;
    const before = state.write(progress, outline);
    add(other);
    return state.write(progress, outline) !== before;
  }

  watchTexts();
  return {
    settings,
    outline,
    players,
    steps,
    askCertainty,
    restore,
    take,
    report: () => report.make({ outline, progress, judgements, texts, seconds: (performance.now() - begun) / 1000, settings }),
    current: () => progress.current,
    /** Go to the step where the learner was, or to the place that is asked for. */
    open(id, focus) {
      steps.open(id || progress.current, focus);
    },
  };
};
