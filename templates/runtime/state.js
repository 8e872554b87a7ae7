// Progress ↔ compact ASCII text. "2;<opened steps>;<current step>;<entry>,<entry>…", steps by their number in base 36,
// an entry = two characters for the question's number, three for its fingerprint, its letters ("-" nothing, "?" unknown),
// "." and the best share in per cent. An entry finds its question by fingerprint: moved questions keep their answer,
// changed ones are asked again. Free text never enters it.

const state = (() => {
  const VERSION = "2";
  const ENTRY = /^([0-9a-z]{2})([0-9a-z]{3})([a-z-]*|\?)\.(\d{1,3})$/;

  /** @type {() => Progress} */
  function fresh() {
    return { answers: {}, best: {}, opened: [], current: "" };
  }

  /** @type {(progress: Progress, questions: QuestionData[], steps: string[]) => string} */
  function write(progress, questions, steps) {
    const entries = questions.flatMap((question, index) => (question.id in progress.answers ? [entry(progress, question, index)] : []));
    const opened = steps.map((step, index) => (progress.opened.includes(step) ? index.toString(36) : "")).join("");
    const current = steps.indexOf(progress.current);
    return [VERSION, opened, current < 0 ? "" : current.toString(36), entries.join(",")].join(";");
  }

  /** @type {(progress: Progress, question: QuestionData, index: number) => string} */
  function entry(progress, question, index) {
    const answer = progress.answers[question.id];
    const letters = answer ? answer.map((letter) => letter || "-").join("") : "?";
    const share = Math.round((progress.best[question.id] ?? 0) * 100);
    return index.toString(36).padStart(2, "0") + question.fingerprint + letters + "." + share;
  }

  /** @type {(text: string, questions: QuestionData[], steps: string[]) => Restored} */
  function read(text, questions, steps) {
    const progress = fresh();
    if (!text) return { progress, damaged: "", dropped: 0 };
    const [version, opened = "", current = "", entries = "", ...rest] = text.split(";");
    const parsed = entries.split(",").filter(Boolean).map((item) => ENTRY.exec(item));
    if (version !== VERSION || rest.length || !/^[0-9a-z]*$/.test(opened + current) || parsed.includes(null)) {
      return { progress, damaged: text, dropped: 0 };
    }
    progress.opened = [...opened].flatMap((digit) => steps[parseInt(digit, 36)] ?? []);
    progress.current = current ? (steps[parseInt(current, 36)] ?? "") : "";
    const kept = parsed.filter((match) => match && take(progress, match, questions));
    return { progress, damaged: "", dropped: parsed.length - kept.length };
  }

  /** @type {(progress: Progress, match: RegExpExecArray, questions: QuestionData[]) => boolean} */
  function take(progress, match, questions) {
    const [, number = "", fingerprint = "", letters = "", share = ""] = match;
    const same = questions.filter((question) => question.fingerprint === fingerprint);
    const question = same.find((candidate) => questions.indexOf(candidate) === parseInt(number, 36)) ?? same[0];
    if (!question || question.id in progress.answers) return false;
    progress.answers[question.id] = letters === "?" ? null : [...letters].map((letter) => (letter === "-" ? "" : letter));
    progress.best[question.id] = Math.min(100, Number(share)) / 100;
    return true;
  }

  return { fresh, read, write };
})();
