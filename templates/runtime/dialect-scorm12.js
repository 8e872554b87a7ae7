// SCORM 1.2 (RTE 3.4) as platforms really take it: scorm.md B0, B4.

/** @type {Dialect} */
const scorm12 = (() => {
  const TYPES = {
    single_choice: "choice", multiple_choice: "choice", true_false: "true-false", matching: "matching", ordering: "sequencing",
    cloze: "fill-in", number: "numeric", date: "fill-in", branching: "choice", gone: "choice", open: "",
  };
  const LONGEST_RESPONSE = 255;
  const LONGEST_STATE = 4096;

  /** HH:MM:SS as every platform takes it. @type {(seconds: number) => string} */
  function span(seconds) {
    const whole = Math.min(Math.floor(seconds), 359999);
    return [whole / 3600, (whole / 60) % 60, whole % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  }

  /** @type {(kind: Interaction["kind"], parts: string[]) => string} */
  function notation(kind, parts) {
    if (kind === "true_false") return parts[0] === "a" ? "t" : "f";
    const named = kind === "matching" ? parts.map((part, index) => `${index + 1}.${part}`) : parts.map(oneLine);
    return cut(named.join(kind === "cloze" ? ", " : ","), LONGEST_RESPONSE);
  }

  /** Begun in order, because an index above the count is refused; type and objective stand before response and pattern (B0.15).
   * @type {(item: Interaction, index: number, known: number) => Pair[]} */
  function interaction(item, index, known) {
    const name = `cmi.interactions.${index}`;
    const head = /** @type {Pair[]} */ ([[`${name}.id`, item.id, false], [`${name}.type`, TYPES[item.kind], false]]);
    if (!item.judged) return index < known ? [] : head;
    const { response, result, seconds, at } = item.judged;
    const values = {
      "objectives.0.id": item.goal,
      time: new Date(at).toTimeString().slice(0, 8),
      "correct_responses.0.pattern": notation(item.kind, item.pattern),
      weighting: String(item.weight),
      student_response: response ? notation(item.kind, response) : "weiss_nicht",
      result: result === "right" ? "correct" : result,
      latency: span(seconds),
    };
    return [...head, ...Object.entries(values).map(([key, value]) => /** @type {Pair} */ ([`${name}.${key}`, value, false]))];
  }

  /** @type {(report: Report, known: string[]) => Pair[]} */
  function objectives(report, known) {
    const places = placesOf(report.objectives, known);
    return report.objectives.flatMap(({ id, reached, tried }) => {
      const index = places.indexOf(id);
      const status = /** @type {Pair} */ ([`cmi.objectives.${index}.status`, reached ? "completed" : tried ? "incomplete" : "not attempted", false]);
      return index < known.length ? [status] : [/** @type {Pair} */ ([`cmi.objectives.${index}.id`, id, false]), status];
    });
  }

  /** Another value that does no harm while it stands: Moodle sends an element again only when it differs from what it
   * last tried to send, whether that arrived or not. @type {(name: string, value: string) => string} */
  function otherwise(name, value) {
    const element = name.slice(name.lastIndexOf(".") + 1);
    const near = (Number(value) ? Number(value) - 0.01 : 0.01).toFixed(2);
    const moment = value === "00:00:00" ? "00:00:01" : "00:00:00";
    const others = /** @type {Record<string, string>} */ ({
      lesson_status: value === "incomplete" ? "browsed" : "incomplete", exit: "", raw: near, min: near, max: near, session_time: moment,
      id: `${value}_`, status: value === "incomplete" ? "not attempted" : "incomplete", type: value === "choice" ? "fill-in" : "choice",
      time: moment, latency: moment, weighting: near, result: "neutral",
      suspend_data: value.length < LONGEST_STATE ? `${value} ` : value.slice(0, -1),
    });
    return others[element] ?? `${cut(value, LONGEST_RESPONSE - 1)} `;
  }

  return {
    names: { status: "cmi.core.lesson_status", mode: "cmi.core.lesson_mode", entry: "cmi.core.entry", score: "cmi.core.score.raw", state: "cmi.suspend_data", location: "cmi.core.lesson_location", time: "cmi.core.session_time" },
    limits: { "cmi.suspend_data": LONGEST_STATE, "cmi.core.lesson_location": 255 },
    readable: ["objectives"],
    otherwise,
    done: ["completed", "passed"],
    holds: () => true,
    begun: (visit) => [...(visit.done ? [] : /** @type {Pair[]} */ ([["cmi.core.lesson_status", "incomplete", true]])), ["cmi.core.exit", "suspend", false]],
    told(report, visit) {
      const asked = report.interactions.filter(({ kind }) => kind !== "open");
      return [
        ["cmi.suspend_data", report.state, true],
        ...(report.location ? [/** @type {Pair} */ (["cmi.core.lesson_location", report.location, true])] : []),
        ...(visit.interactions === null ? [] : asked.flatMap((item, index) => interaction(item, index, visit.interactions?.length ?? 0))),
        ...(visit.objectives === null ? [] : objectives(report, visit.objectives)),
        ...(report.finished ? /** @type {Pair[]} */ ([["cmi.core.score.min", "0", true], ["cmi.core.score.max", "100", true], ["cmi.core.score.raw", String(visit.best), true]]) : []),
        ...(report.reached ? /** @type {Pair[]} */ ([["cmi.core.lesson_status", report.status12, true]]) : []),
        ["cmi.core.session_time", span(report.seconds), false],
      ];
    },
  };
})();

trackers.push(() => {
  const rte = findRte("API", { initialize: "LMSInitialize", terminate: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", code: "LMSGetLastError", words: "LMSGetErrorString" });
  return rte && trackerScorm(rte, scorm12);
});
