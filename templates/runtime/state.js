// Progress ↔ compact ASCII text: "4;<name>;<seed>;<flags>;<score>;<current>;<module>;<module>…" (scorm.md A8).
// name: the module or package it is about; flags: "s" when the learner wants to be asked how sure they are;
// score: hundredths of a per cent, base 36, once the check was finished; current: "<module>.<code of a step>". A module: "<id>:<codes of opened steps>:<entry>,<entry>…".
// An entry: two characters of the question's code, three of its meaning, two for the best try (earned and of, base 36),
// one for certainty (0–3), then the answer: letters ("-" nothing), words for gaps, numbers and days; "?" is „Weiß ich nicht“,
// "!" and a letter only the verdict (packages of many modules), "*" nothing but the credit of a question that has changed.
// Codes are given for ever by releases, so an entry finds its question, or the one that takes its place, however things move.
// Free text never enters the state.

const state = (() => {
  const VERSION = 4;
  const ENTRY = /^([0-9a-z]{2})([0-9a-z]{3})([0-9a-z])([1-9a-z])([0-3])(\*|!([rpwuo])|[A-Za-z0-9_.~'()?-]*)$/;
  const WORDS = /** @type {QuestionKind[]} */ (["cloze", "number", "date"]);
  const VERDICTS = /** @type {Record<string, Verdict>} */ ({ r: "right", p: "partly", w: "wrong", u: "unknown", o: "rated" });
  const LONGEST = 24;
  const UMLAUTS = /** @type {Record<string, string>} */ ({ ä: "a", ö: "o", ü: "u", ß: "s", Ä: "A", Ö: "O", Ü: "U" });

  /** @type {(seed: string) => Progress} */
  function fresh(seed) {
    // Without a prototype: an author may call a question "constructor".
    return { seed, kept: Object.create(null), credit: Object.create(null), opened: [], current: "", score: 0, asksCertainty: false };
  }

  // Writing ----------------------------------------------------------------

  /** @type {(progress: Progress, outline: Outline) => string} */
  function write(progress, outline) {
    const flags = progress.asksCertainty ? "s" : "";
    const current = outline.units.flatMap(({ module, steps }) => steps.filter(({ id }) => id === progress.current).map(({ code }) => `${module}.${code}`));
    const units = outline.units.map((unit) => unitText(progress, unit, outline.compact));
    const score = progress.score ? Math.round(progress.score * 100).toString(36) : "";
    return [VERSION, outline.name, progress.seed, flags, score, current[0] ?? "", ...units].join(";");
  }

  /** @type {(progress: Progress, unit: Unit, compact: boolean) => string} */
  function unitText(progress, { module, steps, questions }, compact) {
    const opened = steps.filter(({ id }) => progress.opened.includes(id)).map(({ code }) => code);
    const entries = questions.flatMap((question) => entry(question, progress, compact) ?? []);
    return [module, opened.join(""), entries.join(",")].join(":");
  }

  /** @type {(question: QuestionData, progress: Progress, compact: boolean) => string | null} */
  function entry(question, progress, compact) {
    const kept = progress.kept[question.id];
    const best = kept?.best ?? progress.credit[question.id];
    if (!best) return null;
    const words = kept ? (compact || kept.answer === undefined ? verdictText(kept.verdict) : answerText(question, kept.answer)) : "*";
    return question.code + question.fingerprint + best[0].toString(36) + best[1].toString(36) + (kept?.certainty ?? 0) + words;
  }

  /** @type {(verdict: Verdict) => string} */
  const verdictText = (verdict) => `!${Object.keys(VERDICTS).find((letter) => VERDICTS[letter] === verdict)}`;

  /** @type {(question: QuestionData, answer: Answer) => string} */
  function answerText(question, answer) {
    if (answer === null) return "?";
    if (WORDS.includes(question.kind)) return answer.map(encode).join("~");
    return answer.map((letter) => letter || "-").join("");
  }

  // Reading ----------------------------------------------------------------

  /** @type {(text: string, outline: Outline, seed: string) => Restored} */
  function read(text, outline, seed) {
    const progress = fresh(seed);
    const [version = "", name = "", savedSeed = "", flags = "", score = "", current = "", ...units] = text.trim().split(";");
    if (!text) return { progress, problem: "", changed: 0 };
    if (/^\d+$/.test(version) && Number(version) > VERSION) return { progress, problem: "newer", changed: 0 };
    if (version !== String(VERSION) || !/^[0-9a-z]{1,8}$/.test(savedSeed)) return { progress, problem: "damaged", changed: 0 };
    if (name !== outline.name) return { progress, problem: "foreign", changed: 0 };
    progress.seed = savedSeed;
    progress.asksCertainty = flags === "s";
    progress.score = /^[0-9a-z]{1,3}$/.test(score) ? Math.min(parseInt(score, 36) / 100, 100) : 0;
    const read = units.map((unit) => readUnit(progress, unit, outline));
    const [module, code] = current.split(".");
    progress.current = stepOf(outline, module, code);
    const whole = read.every(({ damaged }) => !damaged) && (flags === "" || flags === "s") && /^[0-9a-z]{0,3}$/.test(score);
    return { progress, problem: whole ? "" : "damaged", changed: read.reduce((sum, { changed }) => sum + changed, 0) };
  }

  /** @type {(outline: Outline, module: string | undefined, code: string | undefined) => string} */
  function stepOf(outline, module, code) {
    const unit = outline.units.find((candidate) => candidate.module === module);
    return unit?.steps.find((step) => step.code === code)?.id ?? "";
  }

  /** What of it cannot be read costs itself only. @type {(progress: Progress, text: string, outline: Outline) => {damaged: boolean, changed: number}} */
  function readUnit(progress, text, outline) {
    const [module = "", opened = "", entries = "", ...more] = text.split(":");
    const unit = outline.units.find((candidate) => candidate.module === module);
    const parsed = entries.split(",").filter(Boolean).map((item) => ENTRY.exec(item));
    const damaged = more.length > 0 || !/^[a-z][a-z0-9_]*$/.test(module) || !/^[0-9a-z]*$/.test(opened) || parsed.includes(null);
    if (!unit) return { damaged, changed: 0 };
    progress.opened.push(...unit.steps.filter(({ code }) => opened.includes(code)).map(({ id }) => id));
    // An answer of its own counts before that of a question it has replaced.
    const own = parsed.filter((match) => unit.questions.some(({ code }) => code === match?.[1]));
    const ordered = [...own, ...parsed.filter((match) => !own.includes(match))];
    return { damaged, changed: ordered.filter((match) => match && take(progress, match, unit.questions)).length };
  }

  /** Whether the question has changed since: then it is open again, and its credit stays. @type {(progress: Progress, match: RegExpExecArray, questions: QuestionData[]) => boolean} */
  function take(progress, match, questions) {
    const [, code = "", fingerprint, earned = "0", of = "1", certainty = "0", words = "", verdict = ""] = match;
    const question = questions.find((own) => own.code === code) ?? questions.find((own) => own.replaces?.includes(code));
    if (!question || question.id in progress.kept || question.id in progress.credit) return false;
    const parts = parseInt(of, 36);
    const best = /** @type {[number, number]} */ ([Math.min(parts, parseInt(earned, 36)), parts]);
    if (words === "*" || fingerprint !== question.fingerprint) {
      progress.credit[question.id] = best;
      return words !== "*";
    }
    const answer = verdict ? undefined : answerOf(question, words);
    const found = answer === undefined ? (VERDICTS[verdict] ?? "unknown") : score.judge(question, answer).verdict;
    progress.kept[question.id] = { answer, verdict: found, best, certainty: /** @type {Certainty} */ (Number(certainty)) };
    return false;
  }

  /** @type {(question: QuestionData, words: string) => Answer} */
  function answerOf(question, words) {
    if (words === "?") return null;
    if (WORDS.includes(question.kind)) return words.split("~").map(decode);
    return [...words].map((letter) => (letter === "-" ? "" : letter));
  }

  // Bringing together --------------------------------------------------------

  /** @type {(one: [number, number], other: [number, number]) => [number, number]} */
  const better = (one, other) => (other[0] * one[1] > one[0] * other[1] ? other : one);

  /** The best of a question so far, as [earned, of]; undefined before it was ever answered. @type {(progress: Progress, id: string) => [number, number] | undefined} */
  function best(progress, id) {
    const kept = progress.kept[id]?.best;
    const credit = progress.credit[id];
    return kept && credit ? better(kept, credit) : (kept ?? credit);
  }

  /** Take what another window, or a text, has more; the better try counts. The ids whose answer was taken. @type {(progress: Progress, other: Progress) => string[]} */
  function merge(progress, other) {
    const taken = Object.keys(other.kept).filter((id) => !(id in progress.kept));
    for (const id of new Set([...Object.keys(other.kept), ...Object.keys(other.credit)])) {
      const reached = best(other, id);
      const own = best(progress, id);
      if (!reached) continue;
      const kept = progress.kept[id] ?? other.kept[id];
      if (kept) progress.kept[id] = { ...kept, best: own ? better(own, reached) : reached };
      else progress.credit[id] = own ? better(own, reached) : reached;
      if (kept) delete progress.credit[id];
    }
    progress.score = Math.max(progress.score, other.score);
    progress.opened.push(...other.opened.filter((step) => !progress.opened.includes(step)));
    return taken;
  }

  // Words ------------------------------------------------------------------

  /** Words in ASCII without the signs of the state, as many whole letters as 24 signs hold. @type {(words: string) => string} */
  function encode(words) {
    let made = "";
    for (const char of words) {
      if (made.length + sign(char).length > LONGEST) break;
      made += sign(char);
    }
    return made;
  }

  /** @type {(char: string) => string} */
  function sign(char) {
    if (/[A-Za-z0-9.-]/.test(char)) return char;
    if (char === " ") return "_";
    return UMLAUTS[char] ? `'${UMLAUTS[char]}` : `'(${(char.codePointAt(0) ?? 0).toString(36)})`;
  }

  /** @type {(text: string) => string} */
  function decode(text) {
    return text.replace(/_|'\(([0-9a-z]{1,5})\)|'([aousAOU])/g, (_, code, letter) => {
      if (code) return String.fromCodePoint(Math.min(parseInt(code, 36), 0x10ffff));
      if (letter) return Object.keys(UMLAUTS).find((umlaut) => UMLAUTS[umlaut] === letter) ?? "";
      return " ";
    });
  }

  return { fresh, write, read, best, better, merge };
})();
