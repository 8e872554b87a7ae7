// Puts the parts together: finds the world, restores, listens, saves, shows where the learner stands.

(() => {
  const SAVE_AFTER = 1000;
  const TRY_AGAIN_AFTER = 5000;
  const EXPORT = 1;
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-module]"));
  const settingsElement = document.getElementById("course-settings");
  if (!found || !settingsElement) return;
  const root = found;
  const { word } = forms;
  const begun = Date.now();
  /** @type {Settings} */
  const settings = JSON.parse(settingsElement.textContent ?? "");
  const tracker = trackers.map((make) => make(settings)).find(Boolean) ?? null;

  let progress = state.fresh(newSeed());
  /** @type {Record<string, string>} */
  let texts = {};
  let keeping = /** @type {Keeping} */ ("nowhere");
  let bestScore = 0;
  let lastAction = begun;
  let finished = false;
  let inTrouble = false;
  let dirty = false;
  /** @type {number | undefined} */
  let timer;
  /** @type {Record<string, {answer: Answer, seconds: number, clock: string}>} */
  const judgements = Object.create(null);

  const players = forms.all(root, ".question").map((section) => createPlayer(section, onJudged));
  const questions = players.map((player) => player.data);
  const steps = createSteps(root, onOpen);
  const outcome = createOutcome(root);
  const acts = { keep, save: exported, load: imported, certainty: askCertainty };
  const parts = createKeeping(/** @type {HTMLElement} */ (root.querySelector(".module-head") ?? root), acts, `integrif-${settings.module}`);

  /** Four signs, other ones for each learner. */
  function newSeed() {
    return Math.floor(Math.random() * 36 ** 4).toString(36).padStart(4, "0");
  }

  /** @type {OnJudged} */
  function onJudged(data, answer, judged, certainty) {
    const now = new Date();
    const before = progress.kept[data.id]?.best ?? [0, judged.of];
    const better = judged.earned * before[1] >= before[0] * judged.of;
    progress.kept[data.id] = { answer, best: better ? [judged.earned, judged.of] : before, certainty };
    judgements[data.id] = { answer, seconds: (now.getTime() - lastAction) / 1000, clock: now.toTimeString().slice(0, 8) };
    lastAction = now.getTime();
    changed();
  }

  /** @type {(id: string) => void} */
  function onOpen(id) {
    if (!id || !steps?.ids.includes(id)) return;
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

  function changed() {
    draw();
    dirty = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_AFTER);
  }

  const stateText = () => state.write(progress, questions, steps.ids);

  /** @type {() => Report} */
  function report() {
    const check = result.check(questions, progress, settings, steps.ids);
    bestScore = check.finished ? Math.max(bestScore, check.percent) : bestScore;
    return {
      state: stateText(),
      texts,
      location: progress.current,
      finished: check.finished,
      reached: check.reached,
      score: bestScore,
      interactions: interactions.list(questions, judgements, settings.module),
      objectives: result.goals(questions, progress, settings).map((goal) => ({ id: `${settings.module}_${goal.id}`, reached: goal.reached, tried: goal.tried })),
      seconds: (Date.now() - begun) / 1000,
    };
  }

  function save() {
    window.clearTimeout(timer);
    if (!tracker || finished || !dirty) return;
    const kept = tracker.save(report());
    dirty = !kept;
    if (!kept) {
      parts.say(word("notKept"), stateText());
      timer = window.setTimeout(save, TRY_AGAIN_AFTER);
    } else if (inTrouble) parts.say(word(`keeping_${keeping}`));
    inTrouble = !kept;
    drawLog();
  }

  function leave() {
    if (!tracker?.finish || finished) return save();
    finished = true;
    tracker.finish(report());
  }

  /** A page that comes back from the browser's memory: the platform was told goodbye, so begin with it again. */
  function comeBack() {
    if (!tracker || !finished) return;
    keeping = tracker.start().keeping;
    finished = false;
    dirty = true;
    parts.say(word(`keeping_${keeping}`));
  }

  /** Another tab kept something, or deleted everything. @type {(text: string | null) => void} */
  function heard(text) {
    if (text === null) {
      keeping = "offered";
      parts.draw(keeping);
      parts.say(word("keeping_offered"));
      return;
    }
    const other = state.read(text, questions, steps.ids, progress.seed).progress;
    for (const player of players) take(player, other.kept[player.data.id]);
    progress.opened.push(...other.opened.filter((step) => !progress.opened.includes(step)));
    draw();
  }

  /** The better try of two tabs counts. @type {(player: Player, kept: Kept | undefined) => void} */
  function take(player, kept) {
    const own = progress.kept[player.data.id];
    if (!kept) return;
    if (!own) {
      progress.kept[player.data.id] = kept;
      player.restore(kept);
    } else if (kept.best[0] * own.best[1] > own.best[0] * kept.best[1]) own.best = kept.best;
  }

  /** @type {(wanted: boolean) => void} */
  function keep(wanted) {
    keeping = wanted ? "device" : "offered";
    tracker?.keep?.(wanted);
    parts.draw(keeping);
    parts.say(word(`keeping_${keeping}`));
    dirty = true;
    save();
  }

  /** Everything kept of this module, for the learner's own file. */
  function exported() {
    return JSON.stringify({ integrif: EXPORT, module: settings.module, version: settings.version, state: stateText(), texts }, null, 1);
  }

  /** Take over such a file and begin again with it: only what this module can read. @type {(text: string) => void} */
  function imported(text) {
    const read = readExport(text);
    if (!read || state.read(read.state, questions, steps.ids, progress.seed).damaged) {
      parts.say(word("notTaken"));
      return;
    }
    tracker?.keep?.(true);
    finished = tracker?.save({ ...report(), ...read }) ?? false;
    if (finished) location.reload();
  }

  /** @type {(text: string) => {state: string, texts: Record<string, string>} | null} */
  function readExport(text) {
    try {
      const read = JSON.parse(text);
      if (read.integrif !== EXPORT || read.module !== settings.module || typeof read.state !== "string") return null;
      const words = Object.entries(read.texts ?? {}).filter(([, value]) => typeof value === "string");
      return { state: read.state, texts: /** @type {Record<string, string>} */ (Object.fromEntries(words)) };
    } catch {
      return null;
    }
  }

  // What the learner reads -------------------------------------------------

  function draw() {
    steps.mark(progress.opened);
    revealStages();
    outcome(questions, progress, settings, steps.ids);
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
          if (ready) part.setAttribute("open", "");
        }
      }
    }
  }

  function drawLog() {
    const log = document.querySelector(".report-log");
    if (log) log.textContent = tracker ? tracker.log.join("\n") : "";
  }

  /** What the page cannot know when it is made: whether its review is overdue where it is read. */
  function showOverdue() {
    if ((root.dataset.reviewBy ?? "9999") < shownDay()) root.querySelector(".overdue")?.removeAttribute("hidden");
  }

  /** Free texts stay with the form they were written in. */
  function watchTexts() {
    for (const area of forms.all(root, ".answer-text textarea")) {
      const id = area.closest(".question")?.id ?? "";
      area.addEventListener("input", () => {
        const { value } = /** @type {HTMLTextAreaElement} */ (area);
        if (value) texts[id] = value;
        else delete texts[id];
        changed();
      });
    }
  }

  /** @type {(started: Started) => void} */
  function restore(started) {
    const read = state.read(started.state, questions, steps.ids, progress.seed);
    progress = read.progress;
    texts = Object.assign(Object.create(null), started.texts);
    bestScore = started.score;
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
    if (read.damaged) parts.say(word("damaged"), read.damaged);
    else if (read.dropped) parts.say(word("dropped"));
    else parts.say(word(`keeping_${keeping}`));
  }

  const started = tracker ? tracker.start() : { keeping: /** @type {Keeping} */ ("nowhere"), state: "", texts: {}, score: 0 };
  keeping = started.keeping;
  showOverdue();
  restore(started);
  watchTexts();
  parts.draw(keeping);
  for (const extra of extras) extra({ root, settings, players, keeps: keeping === "device" || keeping === "offered" });
  draw();
  drawLog();
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => event.persisted && comeBack());
  tracker?.watch?.(heard);
  if (root.dataset.paged === "yes" && progress.current) steps.open(progress.current, false);
  else if (location.hash) steps.open(location.hash.slice(1), true);
})();
