// SCORM 1.2 (SCORM RTE 1.2, section 3.4) as platforms really behave: scorm.md A3–A8, B0. Sends only what changed.

/** @typedef {{LMSInitialize(text: ""): unknown, LMSFinish(text: ""): unknown, LMSCommit(text: ""): unknown, LMSGetValue(name: string): unknown, LMSSetValue(name: string, value: string): unknown, LMSGetLastError(): unknown, LMSGetErrorString(code: string): unknown}} Scorm12Api */

/** The platform's API in a parent or an opener; null when there is none. @type {() => Scorm12Api | null} */
const findScorm12 = () => {
  const DEPTH = 20;

  /** @type {(start: Window | null) => Scorm12Api | null} */
  function upwards(start) {
    let here = start;
    for (let depth = 0; here && depth < DEPTH; depth += 1) {
      try {
        const found = /** @type {Window & {API?: Scorm12Api}} */ (here).API;
        if (found) return found;
      } catch {
        return null; // another origin: nothing of it can be read
      }
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  return upwards(window) ?? upwards(/** @type {Window | null} */ (window.opener));
};

/** @type {(api: Scorm12Api, settings: Settings) => Tracker} */
const trackerScorm12 = (api, settings) => {
  const LIMITS = { "cmi.suspend_data": 4096, "cmi.core.lesson_location": 255 };
  const DONE = ["completed", "passed"];
  const TYPES = {
    single_choice: "choice", multiple_choice: "choice", true_false: "true-false", matching: "matching", ordering: "sequencing",
    cloze: "fill-in", number: "numeric", date: "fill-in", branching: "choice", open: "",
  };
  const LONGEST_RESPONSE = 255;
  /** @type {string[]} */
  const log = [];
  /** @type {Record<string, string>} */
  const sent = {};
  let writable = false;
  let status = "";
  let best = 0;
  let knows = { interactions: false, objectives: false };

  /** @type {(answer: unknown) => boolean} */
  const agreed = (answer) => String(answer) === "true";

  /** @type {(name: string) => string} */
  function get(name) {
    const value = api.LMSGetValue(name);
    return value === null || value === undefined ? "" : String(value);
  }

  /** Tell the platform, once per value; whether it agreed. @type {(name: string, value: string) => boolean} */
  function set(name, value) {
    if (sent[name] === value) return true;
    const limit = /** @type {Record<string, number>} */ (LIMITS)[name];
    if (limit && value.length > limit) {
      log.push(`${name}: ${value.length} > ${limit}`);
      return false;
    }
    const fine = agreed(api.LMSSetValue(name, value));
    log.push(`${name} = ${value}${fine ? "" : ` – ${problem()}`}`);
    if (fine) sent[name] = value;
    return fine;
  }

  /** @type {() => string} */
  function problem() {
    const code = String(api.LMSGetLastError());
    return `${code} ${String(api.LMSGetErrorString(code))}`;
  }

  /** @type {() => boolean} */
  function commit() {
    const fine = agreed(api.LMSCommit(""));
    if (!fine) log.push(`LMSCommit – ${problem()}`);
    return fine;
  }

  /** Interactions must be begun in order: an index above the count is refused (B4). @type {(interactions: Interaction[]) => void} */
  function begin(interactions) {
    const count = Number(get("cmi.interactions._count")) || 0;
    interactions.slice(count).forEach((item, offset) => {
      set(`cmi.interactions.${count + offset}.id`, item.id);
      set(`cmi.interactions.${count + offset}.type`, TYPES[item.kind]);
    });
  }

  /** Type and objective stand before response and pattern (B0.15). @type {(item: Interaction, index: number) => boolean} */
  function tell(item, index) {
    if (!item.judged) return true;
    const { response, right, seconds, clock } = item.judged;
    const values = {
      id: item.id,
      "objectives.0.id": `${settings.module}_${item.goal}`,
      type: TYPES[item.kind],
      time: clock,
      "correct_responses.0.pattern": item.pattern.slice(0, LONGEST_RESPONSE),
      weighting: String(item.weight),
      student_response: response.slice(0, LONGEST_RESPONSE),
      result: right ? "correct" : "wrong",
      latency: duration(seconds),
    };
    return Object.entries(values).map(([name, value]) => set(`cmi.interactions.${index}.${name}`, value)).every(Boolean);
  }

  /** HH:MM:SS as every platform takes it. @type {(seconds: number) => string} */
  function duration(seconds) {
    const whole = Math.min(Math.floor(seconds), 359999);
    return [whole / 3600, (whole / 60) % 60, whole % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  }

  /** @type {(report: Report) => boolean} */
  function tellAll(report) {
    const fine = [set("cmi.suspend_data", report.state), set("cmi.core.lesson_location", report.location)];
    if (knows.interactions) fine.push(...report.interactions.map(tell));
    if (knows.objectives) fine.push(...report.objectives.map(tellObjective));
    if (report.finished) fine.push(tellScore(report.score));
    if (report.reached && !DONE.includes(status)) {
      status = settings.status12;
      fine.push(set("cmi.core.lesson_status", status));
    }
    set("cmi.core.session_time", duration(report.seconds));
    return fine.every(Boolean);
  }

  /** @type {(objective: Report["objectives"][number], index: number) => boolean} */
  function tellObjective(objective, index) {
    const word = objective.reached ? "completed" : objective.tried ? "incomplete" : "not attempted";
    return set(`cmi.objectives.${index}.id`, objective.id) && set(`cmi.objectives.${index}.status`, word);
  }

  /** Never lower than before (A6). @type {(score: number) => boolean} */
  function tellScore(score) {
    best = Math.max(best, score);
    return [set("cmi.core.score.min", "0"), set("cmi.core.score.max", "100"), set("cmi.core.score.raw", String(best))].every(Boolean);
  }

  return {
    log,
    start() {
      for (const name of Object.keys(sent)) delete sent[name];
      if (!agreed(api.LMSInitialize(""))) {
        log.push(`LMSInitialize – ${problem()}`);
        return { keeping: "nowhere", state: "", texts: {}, score: 0 };
      }
      status = get("cmi.core.lesson_status");
      best = Number(get("cmi.core.score.raw")) || 0;
      writable = !["review", "browse"].includes(get("cmi.core.lesson_mode"));
      knows = { interactions: get("cmi.interactions._children") !== "", objectives: get("cmi.objectives._children") !== "" };
      const found = { state: get("cmi.suspend_data"), texts: {}, score: best };
      if (!writable) return { keeping: "review", ...found };
      // Moodle writes "completed" by itself when nothing was set before the end (B0.2).
      if (!DONE.includes(status)) set("cmi.core.lesson_status", "incomplete");
      set("cmi.core.exit", "suspend");
      commit();
      return { keeping: "platform", ...found };
    },
    save(report) {
      if (!writable) return true;
      if (knows.interactions) begin(report.interactions);
      const told = tellAll(report);
      return commit() && told;
    },
    finish(report) {
      if (writable) this.save(report);
      api.LMSFinish("");
      log.push("LMSFinish");
      writable = false;
    },
  };
};

trackers.push((settings) => {
  const api = findScorm12();
  return api ? trackerScorm12(api, settings) : null;
});
