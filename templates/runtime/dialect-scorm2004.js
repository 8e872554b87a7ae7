// SCORM 2004 4th Edition (RTE 4.2) as platforms really take it: scorm.md B0, B4.

/** @type {Dialect} */
const scorm2004 = (() => {
  const TYPES = {
    single_choice: "choice", multiple_choice: "choice", true_false: "true-false", matching: "matching", ordering: "sequencing",
    cloze: "fill-in", number: "numeric", date: "fill-in", branching: "choice", gone: "other", open: "long-fill-in",
  };
  /** Kinds whose responses have a form in which „Weiß ich nicht“ cannot be said. */
  const STRICT = ["true_false", "matching", "number"];
  /** Moodle takes five digits before the point, and a learner may enter more (B4). */
  const NUMBER = /^-?\d{1,5}(\.\d+)?$/;
  const LONGEST_WORDS = 250;
  const MOST_WORDS = 10;

  /** @type {(seconds: number) => string} */
  function span(seconds) {
    const whole = Math.floor(seconds);
    return `PT${Math.floor(whole / 3600)}H${Math.floor(whole / 60) % 60}M${whole % 60}S`;
  }

  /** A day and time of the learner's clock, without a zone and without parts of seconds (B0.14). @type {(at: number) => string} */
  function moment(at) {
    const local = new Date(at - new Date(at).getTimezoneOffset() * 60000);
    return local.toISOString().slice(0, 19);
  }

  /** One line, and nothing in front that would be read as a property of the text. @type {(words: string) => string} */
  const line = (words) => cut(oneLine(words).replace(/\[[,.:]\]/g, " ").replace(/^[{ ]+/, ""), LONGEST_WORDS);

  /** @type {(kind: Interaction["kind"], parts: string[]) => string} */
  function notation(kind, parts) {
    if (kind === "true_false") return String(parts[0] === "a");
    if (kind === "matching") return parts.map((part, index) => `${index + 1}[.]${part}`).join("[,]");
    if (kind === "cloze") return [...parts.slice(0, MOST_WORDS - 1), parts.slice(MOST_WORDS - 1).join(", ")].filter(Boolean).map(line).join("[,]");
    return parts.map(line).join("[,]");
  }

  /** @type {(kind: Interaction["kind"], parts: string[]) => boolean} */
  const sayable = (kind, [first = ""]) => kind !== "number" || first.split(":").every((part) => NUMBER.test(part));

  /** @type {(item: Interaction) => string} */
  function pattern({ kind, pattern: parts }) {
    const [first = ""] = parts;
    if (kind !== "number") return notation(kind, parts);
    const [low = "", high = low] = first.split(":");
    return `${low}[:]${high}`;
  }

  /** The id is written once; the type stands before pattern and response, which it makes empty again (B0.15).
   * @type {(item: Interaction, index: number, isNew: boolean) => Pair[]} */
  function interaction(item, index, isNew) {
    const name = `cmi.interactions.${index}`;
    const id = /** @type {Pair[]} */ (isNew ? [[`${name}.id`, item.id, false]] : []);
    const head = /** @type {Pair[]} */ ([...id, [`${name}.type`, TYPES[item.kind], false]]);
    // What cannot be said in a strict form is not; what was reported before stays.
    const silent = item.judged && STRICT.includes(item.kind) && !(item.judged.response && sayable(item.kind, item.judged.response));
    if (!item.judged || silent) return isNew ? head : [];
    const { response, result, seconds, at } = item.judged;
    const said = item.kind === "open" ? "" : response ? notation(item.kind, response) : "weiss_nicht";
    const values = {
      "objectives.0.id": item.goal,
      timestamp: moment(at),
      "correct_responses.0.pattern": item.kind !== "open" && sayable(item.kind, item.pattern) ? pattern(item) : "",
      weighting: String(item.weight),
      learner_response: said,
      result: { right: "correct", wrong: "incorrect", neutral: "neutral" }[result],
      latency: span(seconds),
      description: line(item.task),
    };
    return [...head, ...Object.entries(values).flatMap(([key, value]) => (value ? [/** @type {Pair} */ ([`${name}.${key}`, value, false])] : []))];
  }

  /** @type {(report: Report, known: string[]) => Pair[]} */
  function interactions(report, known) {
    // Places are found by id here, so what no longer exists need not hold one.
    const asked = report.interactions.filter(({ kind }) => kind !== "gone");
    const places = placesOf(asked, known);
    const ordered = asked.map((item) => ({ item, index: places.indexOf(item.id) }));
    return ordered.sort((one, other) => one.index - other.index).flatMap(({ item, index }) => interaction(item, index, index >= known.length));
  }

  /** @type {(report: Report, known: string[]) => Pair[]} */
  function objectives(report, known) {
    const places = placesOf(report.objectives, known);
    return report.objectives.flatMap(({ id, reached, tried }) => {
      const index = places.indexOf(id);
      const values = { ...(index < known.length ? {} : { id }), success_status: reached ? "passed" : "unknown", completion_status: reached ? "completed" : tried ? "incomplete" : "not attempted" };
      return Object.entries(values).map(([key, value]) => /** @type {Pair} */ ([`cmi.objectives.${index}.${key}`, value, false]));
    });
  }

  /** @type {(score: number) => Pair[]} */
  const scores = (score) => [
    ["cmi.score.min", "0", true],
    ["cmi.score.max", "100", true],
    ["cmi.score.raw", String(score), true],
    ["cmi.score.scaled", String(Math.round(score * 100) / 10000), true],
  ];

  return {
    names: { status: "cmi.completion_status", mode: "cmi.mode", entry: "cmi.entry", score: "cmi.score.raw", state: "cmi.suspend_data", location: "cmi.location", time: "cmi.session_time" },
    limits: { "cmi.suspend_data": 4096, "cmi.location": 255 },
    readable: ["interactions", "objectives"],
    otherwise: null,
    done: ["completed"],
    // Here it is an error to ask for what was never told. The state has the score, too; without one the platform's is worth it.
    holds: (what, { entry, status, state }) => entry !== "ab-initio" && (what === "state" || status === "completed" || !state),
    // Without "suspend" everything is gone on the next visit, also after the end (B0.8).
    begun: (visit) => [...(visit.done ? [] : /** @type {Pair[]} */ ([["cmi.completion_status", "incomplete", true]])), ["cmi.exit", "suspend", true]],
    told(report, visit) {
      return [
        ["cmi.suspend_data", report.state, true],
        ...(report.location ? [/** @type {Pair} */ (["cmi.location", report.location, true])] : []),
        ...(visit.interactions === null ? [] : interactions(report, visit.interactions)),
        ...(visit.objectives === null ? [] : objectives(report, visit.objectives)),
        ...(report.finished ? scores(visit.best) : []),
        ...(report.passed ? /** @type {Pair[]} */ ([["cmi.success_status", "passed", true]]) : []),
        ...(report.reached ? /** @type {Pair[]} */ ([["cmi.completion_status", "completed", true]]) : []),
        ["cmi.progress_measure", String(report.reached || visit.done ? 1 : Math.min(Math.round(report.share * 100) / 100, 0.99)), false],
        ["cmi.session_time", span(report.seconds), false],
      ];
    },
  };
})();

trackers.push(() => {
  const rte = findRte("API_1484_11", { initialize: "Initialize", terminate: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit", code: "GetLastError", words: "GetErrorString" });
  return rte && trackerScorm(rte, scorm2004);
});
