// Puts the parts together: finds the world, restores, listens, saves, shows where the learner stands.

(() => {
  const SAVE_AFTER = 1000;
  const TRY_AGAIN_AFTER = 5000;
  const found = /** @type {HTMLElement | null} */ (document.querySelector("article.module"));
  const settingsElement = document.getElementById("course-settings");
  if (!found || !settingsElement) return;
  const article = found;
  const text = integrifStrings;
  const begun = Date.now();
  /** @type {Settings} */
  const settings = JSON.parse(settingsElement.textContent ?? "");
  const inPackage = article.dataset.paged === "yes";
  const api = inPackage ? findScorm12() : null;
  const tracker = api ? trackerScorm12(api, settings) : inPackage ? null : trackerLocal(settings.module);

  let progress = state.fresh();
  let keeping = /** @type {Keeping} */ ("nowhere");
  let bestScore = 0;
  let lastAction = begun;
  let finished = false;
  /** @type {number | undefined} */
  let timer;
  /** @type {Record<string, Interaction["judged"]>} */
  const judgements = {};

  const players = [...article.querySelectorAll(".question")].map((section) => createPlayer(/** @type {HTMLElement} */ (section), onJudged));
  const questions = players.map((player) => player.data);
  const steps = createSteps(article, onOpen);

  /** @type {(data: QuestionData, answer: Answer, judged: Score) => void} */
  function onJudged(data, answer, judged) {
    const now = new Date();
    progress.answers[data.id] = answer;
    progress.best[data.id] = Math.max(progress.best[data.id] ?? 0, judged.share);
    judgements[data.id] = { answer, right: judged.verdict === "right", seconds: (now.getTime() - lastAction) / 1000, clock: now.toTimeString().slice(0, 8) };
    lastAction = now.getTime();
    changed();
  }

  /** @type {(id: string) => void} */
  function onOpen(id) {
    if (!id || !steps) return;
    progress.current = steps.ids.includes(id) ? id : progress.current;
    if (!steps.ids.includes(id) || progress.opened.includes(id)) return;
    progress.opened.push(id);
    changed();
  }

  function changed() {
    draw();
    window.clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_AFTER);
  }

  /** @type {() => Report} */
  function report() {
    const check = result.check(questions, progress, settings, steps.ids);
    bestScore = check.finished ? Math.max(bestScore, check.percent) : bestScore;
    return {
      state: state.write(progress, questions, steps.ids),
      location: progress.current,
      finished: check.finished,
      reached: check.reached,
      score: bestScore,
      interactions: questions.filter((question) => question.kind !== "open").map(interaction),
      objectives: result.goals(questions, progress, settings).map((goal) => ({ id: `${settings.module}_${goal.id}`, reached: goal.reached, tried: goal.tried })),
      seconds: (Date.now() - begun) / 1000,
    };
  }

  /** @type {(question: QuestionData) => Interaction} */
  function interaction(question) {
    const judged = judgements[question.id];
    const base = { id: `${settings.module}_${question.id}`, kind: question.kind, goal: question.goal, weight: question.points, right: question.right };
    return judged ? { ...base, judged } : base;
  }

  function save() {
    window.clearTimeout(timer);
    if (!tracker || finished) return;
    const kept = tracker.save(report());
    say(kept ? keepingWords() : (text.notKept ?? ""), kept ? "" : state.write(progress, questions, steps.ids));
    if (!kept) timer = window.setTimeout(save, TRY_AGAIN_AFTER);
    drawLog();
  }

  function finish() {
    if (!tracker || finished) return;
    finished = true;
    tracker.finish(report());
  }

  // What the learner reads -------------------------------------------------

  /** @type {() => string} */
  function keepingWords() {
    return text[`keeping_${keeping}`] ?? "";
  }

  /** A word about keeping, and the text to copy when keeping failed. @type {(words: string, rescue?: string) => void} */
  function say(words, rescue = "") {
    const line = document.querySelector(".saving-words");
    const copy = /** @type {HTMLElement | null} */ (document.querySelector(".saving-rescue"));
    if (line && line.textContent !== words) line.textContent = words;
    if (!copy) return;
    copy.hidden = !rescue;
    const code = copy.querySelector("code");
    if (code) code.textContent = rescue;
  }

  function draw() {
    steps.mark(progress.opened);
    revealStages();
    const body = article.querySelector(".result-body");
    if (body) body.replaceChildren(...resultParts());
  }

  /** A stage of a case with gaps shows once every question before it is judged. */
  function revealStages() {
    for (const gaps of article.querySelectorAll(".case-teilweise")) {
      const before = /** @type {Player[]} */ ([]);
      for (const part of gaps.querySelectorAll(".question, .stage-solution")) {
        const player = players[[...article.querySelectorAll(".question")].indexOf(part)];
        if (player) before.push(player);
        else {
          const ready = before.every((asked) => asked.data.id in progress.answers);
          part.toggleAttribute("hidden", !ready);
          if (ready) part.setAttribute("open", "");
        }
      }
    }
  }

  /** @type {() => HTMLElement[]} */
  function resultParts() {
    const check = result.check(questions, progress, settings, steps.ids);
    const sum = (text.answered ?? "").replace("{answered}", String(check.answered)).replace("{asked}", String(check.asked));
    const points = (text.sum ?? "").replace("{points}", number(check.points)).replace("{most}", number(check.most)).replace("{percent}", number(check.percent));
    const parts = [paragraph(check.finished ? `${sum} ${points}` : sum)];
    if (check.finished) parts.push(paragraph((check.reached ? text.reached : text.notReached) ?? "", "result-verdict"));
    if (check.finished && check.critical.length) parts.push(paragraph(text.critical ?? ""), links(check.critical));
    for (const goal of result.goals(questions, progress, settings).filter((own) => own.tried)) {
      const word = goal.reached ? text.goalReached : text.goalOpen;
      parts.push(paragraph(`${word ?? ""}: ${goal.text}`, goal.reached ? "goal-reached" : "goal-open"));
      if (goal.again.length) parts.push(paragraph(text.again ?? ""), links(goal.again));
    }
    return parts;
  }

  /** @type {(words: string, name?: string) => HTMLElement} */
  function paragraph(words, name = "") {
    return Object.assign(document.createElement("p"), { textContent: words, className: name });
  }

  /** @type {(ids: string[]) => HTMLElement} */
  function links(ids) {
    const list = document.createElement("ul");
    for (const id of ids) {
      const section = document.getElementById(id);
      const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: section?.getAttribute("aria-label") ?? id });
      section?.setAttribute("tabindex", "-1");
      list.append(Object.assign(document.createElement("li"), {}));
      list.lastElementChild?.append(link);
    }
    return list;
  }

  function drawLog() {
    const log = document.querySelector(".report-log");
    if (log) log.textContent = tracker ? tracker.log.join("\n") : "";
  }

  function offerKeeping() {
    const place = article.querySelector(".module-head");
    if (!place || !tracker?.keep) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "keep-progress" });
    const label = () => (button.textContent = (keeping === "device" ? text.forget : text.remember) ?? "");
    button.addEventListener("click", () => {
      keeping = keeping === "device" ? "offered" : "device";
      tracker.keep?.(keeping === "device");
      label();
      save();
    });
    label();
    if (keeping !== "nowhere") place.append(button);
  }

  function showSaving() {
    const box = Object.assign(document.createElement("div"), { className: "saving" });
    const line = Object.assign(document.createElement("p"), { className: "saving-words" });
    line.setAttribute("role", "status");
    const rescue = Object.assign(paragraph(`${text.rescue ?? ""} `, "saving-rescue"), { hidden: true });
    rescue.append(document.createElement("code"));
    box.append(line, rescue);
    article.querySelector(".module-head")?.append(box);
  }

  function showOverdue() {
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    if ((article.dataset.reviewBy ?? "9999") < day) article.querySelector(".overdue")?.removeAttribute("hidden");
  }

  /** @type {(started: ReturnType<Tracker["start"]>) => void} */
  function restore(started) {
    const read = state.read(started.state, questions, steps.ids);
    progress = read.progress;
    bestScore = started.score;
    for (const player of players) {
      const answer = progress.answers[player.data.id];
      if (answer !== undefined) player.restore(answer);
    }
    if (read.damaged) say(text.damaged ?? "", read.damaged);
    else if (read.dropped) say(text.dropped ?? "");
    else say(keepingWords());
  }

  const started = tracker ? tracker.start() : { keeping: /** @type {Keeping} */ ("nowhere"), state: "", location: "", score: 0 };
  keeping = started.keeping;
  showOverdue();
  showSaving();
  restore(started);
  offerKeeping();
  draw();
  drawLog();
  if (inPackage && progress.current) steps.open(progress.current, false);
  else if (location.hash) steps.open(decodeURIComponent(location.hash.slice(1)), true);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  window.addEventListener("pagehide", finish, { once: true });
})();
