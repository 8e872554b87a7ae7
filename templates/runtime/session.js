// Keeping: what changed is saved soon, at once when the page is left, again when it could not be kept; the learner reads how it stands.

/** @type {(learner: Learner, parts: KeepingParts) => Session} */
const createSession = (learner, parts) => {
  const SAVE_AFTER = 1000;
  const TRY_AGAIN_AFTER = 5000;
  const { word } = forms;
  /** @type {Tracker | null} */
  let tracker = null;
  let keeping = /** @type {Keeping} */ ("nowhere");
  let finished = false;
  let inTrouble = false;
  let dirty = false;
  let done = false;
  let soon = false;
  /** @type {number | undefined} */
  let timer;

  /** What changes again and again, as a text that is typed does, must not put off what waits already. */
  function changed() {
    dirty = true;
    if (soon) return;
    soon = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_AFTER);
  }

  function save() {
    soon = false;
    window.clearTimeout(timer);
    if (!tracker || finished || !dirty || keeping === "held") return;
    const report = learner.report();
    const kept = tracker.save(report);
    dirty = !kept;
    if (keeping === "nowhere" || keeping === "refused") {
      // Only a package can take its text back; a page of the site has nowhere to put it in.
      parts.say(word(`keeping_${keeping}`), tracker.finish ? report.state : "");
    } else if (!kept) {
      parts.say(word("notKept"), report.state);
      timer = window.setTimeout(save, TRY_AGAIN_AFTER);
    } else if (inTrouble || (report.reached && !done)) sayKeeping(report.reached);
    trouble(!kept);
    done = kept && report.reached;
    parts.log(tracker.log);
  }

  /** @type {(found: boolean) => void} */
  function trouble(found) {
    inTrouble = found;
    parts.alarm(keeping === "refused" || (found && keeping !== "nowhere"));
  }

  function leave() {
    if (!tracker?.finish || finished) return save();
    finished = true;
    if (keeping !== "held") tracker.finish(learner.report());
  }

  /** A page that comes back from the browser's memory: the platform was told goodbye, so begin with it again. It may have heard of more meanwhile. */
  function comeBack() {
    if (!tracker || !finished) return;
    finished = false;
    const started = tracker.start();
    if (keeping !== "held" || started.keeping !== "platform") {
      keeping = started.keeping;
      learner.take(started.state);
      sayKeeping();
    }
    changed();
  }

  /** Where progress stands; once all is done and kept, that the learner may go. */
  const sayKeeping = (reached = false) => parts.say(word(reached && keeping === "platform" ? "mayLeave" : `keeping_${keeping}`));

  /** @type {(found: Tracker | null) => void} */
  function begin(found) {
    tracker = found;
    const started = tracker ? tracker.start() : { keeping: /** @type {const} */ ("nowhere"), state: "", location: "", texts: {}, score: 0 };
    keeping = started.keeping;
    const { problem, changed: dropped, atWork } = learner.restore(started);
    if (problem === "newer" && keeping !== "review") keeping = "held";
    parts.draw(keeping);
    if (problem) parts.say(word(problem), started.state);
    else if (dropped) parts.say(word("changed"));
    else sayKeeping();
    trouble(started.fine === false);
    if (inTrouble || atWork) changed();
    learner.open(atWork || (started.state && !problem) ? "" : started.location, false);
    parts.log(tracker?.log ?? []);
    tracker?.watch?.(heard);
  }

  /** Another window kept something, or deleted everything. @type {(text: string | null) => void} */
  function heard(text) {
    if (text === null) {
      keeping = "offered";
      parts.draw(keeping);
      sayKeeping();
    } else if (learner.take(text)) {
      if (keeping === "platform") parts.say(word("twoWindows"));
      changed();
    }
  }

  // What the learner decides ---------------------------------------------------

  /** @type {(wanted: boolean) => void} */
  function keep(wanted) {
    keeping = wanted ? "device" : "offered";
    tracker?.keep?.(wanted);
    parts.draw(keeping);
    sayKeeping();
    changed();
    save();
  }

  /** The learner gives up what a newer version had kept. */
  function replace() {
    keeping = "platform";
    parts.draw(keeping);
    sayKeeping();
    changed();
  }

  /** A text that was copied to be safe comes back. @type {(text: string) => void} */
  function takeText(text) {
    const taken = learner.take(text.trim());
    parts.say(word(taken ? "textTaken" : "textNotTaken"));
    if (taken) changed();
  }

  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => event.persisted && comeBack());
  return { begin, changed, keep, replace, takeText, saved: (report) => (tracker?.keep?.(true), tracker?.save(report) ?? false), keeping: () => keeping };
};
