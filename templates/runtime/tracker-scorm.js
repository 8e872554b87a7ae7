// One visit to a platform, in the words of a dialect: sends only what changed, in review nothing, and says what was refused (scorm.md A3–A8).

/** Other windows with the same package: each would overwrite what the other has told. @type {() => BroadcastChannel | null} */
const otherWindows = () => {
  try {
    return new BroadcastChannel(`integrif ${location.pathname}`);
  } catch {
    return null;
  }
};

/** What a platform holds keeps its place there, new things come behind. @type {(things: {id: string}[], known: string[]) => string[]} */
const placesOf = (things, known) => [...known, ...things.map(({ id }) => id).filter((id) => !known.includes(id))];

/** Words of a learner in one line, without signs that nobody sees. @type {(words: string) => string} */
const oneLine = (words) => words.replace(/[\s\p{C}]+/gu, " ").trim();

/** No more of it than that, in whole letters: Moodle fails over half of one. @type {(words: string, length: number) => string} */
const cut = (words, length) => words.slice(0, length).replace(/[\ud800-\udbff]$/, "");

/** @type {(rte: Rte, dialect: Dialect) => Tracker} */
const trackerScorm = (rte, dialect) => {
  const { names, limits } = dialect;
  /** @type {string[]} */
  const log = [];
  /** @type {Map<string, string>} */
  const sent = new Map();
  /** What the platform would not take, though nothing depends on it: said once, not again. @type {Map<string, string>} */
  const refused = new Map();
  /** Told since the platform last kept anything. @type {Map<string, string>} */
  const unsure = new Map();
  /** @type {Visit} */
  let visit = { done: false, best: 0, interactions: null, objectives: null };
  let writable = false;
  let windows = otherWindows();
  let last = "";
  let earlier = 0;

  /** A number of the platform; 0 when it gives none that can be used. @type {(name: string) => number} */
  function number(name) {
    const value = Number(rte.get(name));
    return Number.isFinite(value) && value > 0 ? value : 0;
  }

  /** Whether the platform has the value now. @type {(name: string, value: string) => boolean} */
  function put(name, value) {
    const tooLong = value.length > (limits[name] ?? Infinity);
    const fine = !tooLong && rte.set(name, value);
    const reason = tooLong ? `${value.length} > ${limits[name]}` : rte.problem();
    log.push(`${name} = ${value}${fine ? "" : ` – ${reason}`}`);
    return fine;
  }

  /** @type {(pair: Pair) => boolean} */
  const isNews = ([name, value, needed]) => sent.get(name) !== value && (needed || refused.get(name) !== value);

  /** Tell one value, if it is news; whether all is well with it. @type {(pair: Pair) => boolean} */
  function tell(pair) {
    if (!isNews(pair)) return true;
    const [name, value, needed] = pair;
    const fine = put(name, value);
    if (fine) [sent, unsure].forEach((told) => told.set(name, value));
    else if (!needed) refused.set(name, value);
    return fine || !needed;
  }

  function commit() {
    const fine = rte.commit();
    if (fine) unsure.clear();
    else log.push(`Commit – ${rte.problem()}`);
    return fine;
  }

  /** Some platforms take for kept what they once tried to send; told otherwise in between, they send it again.
   * Whether one was there at all. @type {() => boolean} */
  function tellAgain() {
    const again = [...unsure];
    if (!again.length || !dialect.otherwise) return true;
    for (const [name, value] of again) put(name, dialect.otherwise(name, value));
    const there = commit();
    for (const [name, value] of again) if (put(name, value)) unsure.set(name, value);
    return there;
  }

  /** @type {(pairs: Pair[]) => boolean} */
  function tellAll(pairs) {
    const there = tellAgain();
    const told = pairs.map(tell).every(Boolean);
    return there && commit() && told;
  }

  /** What there is to tell now; other windows hear of it, too. @type {(report: Report) => Pair[]} */
  function pairsOf(report) {
    visit.done ||= report.reached;
    visit.best = report.finished ? Math.max(visit.best, report.score) : visit.best;
    last = report.state;
    windows?.postMessage(last);
    return dialect.told({ ...report, seconds: report.seconds - earlier }, visit);
  }

  /** What the platform holds already, by its place; null when it has none of the kind. @type {(kind: "interactions" | "objectives") => string[] | null} */
  function held(kind) {
    if (!rte.get(`cmi.${kind}._children`)) return null;
    const length = Math.min(Math.floor(number(`cmi.${kind}._count`)), 999);
    return Array.from({ length }, (_, index) => (dialect.readable.includes(kind) ? rte.get(`cmi.${kind}.${index}.id`) : ""));
  }

  /** Also a page that was loaded again while the platform thinks it is still there. @type {() => boolean} */
  function begin() {
    if (rte.initialize()) return true;
    const problem = rte.problem();
    const running = rte.get(names.status) !== "" && rte.code() === "0";
    log.push(`Initialize – ${problem}`);
    return running;
  }

  /** Who begins where all is done begins a new attempt (B5), and what was done here is none of it. */
  function beSilent() {
    windows?.close();
    windows = null;
  }

  return {
    log,
    start() {
      [sent, refused, unsure].forEach((told) => told.clear());
      if (!begin()) return { keeping: "refused", state: "", location: "", texts: {}, score: 0 };
      writable = !["review", "browse"].includes(rte.get(names.mode));
      const [entry, status] = [rte.get(names.entry), rte.get(names.status)];
      const left = dialect.holds("state", { entry, status, state: "" });
      const found = { state: left ? rte.get(names.state) : "", location: left ? rte.get(names.location) : "", texts: {} };
      const scored = left && dialect.holds("score", { entry, status, state: found.state });
      visit = {
        done: dialect.done.includes(status),
        best: scored ? Math.min(number(names.score), 100) : 0,
        interactions: held("interactions"),
        objectives: held("objectives"),
      };
      if (!writable) return { keeping: "review", score: visit.best, ...found };
      // Moodle writes "completed" by itself when nothing was set before the end (B0.2).
      return { keeping: "platform", fine: tellAll(dialect.begun(visit)), score: visit.best, ...found };
    },
    save(report) {
      if (!writable) return true;
      const pairs = pairsOf(report);
      // A free text changes nothing here, and each commit makes the page wait.
      return unsure.size || pairs.some((pair) => pair[0] !== names.time && isNews(pair)) ? tellAll(pairs) : true;
    },
    finish(report) {
      if (writable) tellAll(pairsOf(report));
      // The time of one visit; a page that comes back begins another.
      earlier = report.seconds;
      log.push(rte.terminate() ? "Terminate" : `Terminate – ${rte.problem()}`);
      writable = false;
    },
    watch(tell) {
      if (!windows || !writable) return;
      windows.addEventListener("message", ({ data }) => {
        if (!writable || typeof data !== "string") return;
        if (data) tell(data);
        else if (visit.done) beSilent();
        else if (last) windows?.postMessage(last);
      });
      windows.postMessage("");
    },
  };
};
