// Progress ↔ compact ASCII text: "3;<seed>;<flags>;<opened steps>;<current step>;<entry>,<entry>…".
// Steps by their number in base 36; flags: "s" when the learner wants to be asked how sure they are.
// An entry: two characters of the question's code, three of its fingerprint, two for the best try (earned and of, base 36),
// one for certainty (0–3), then the answer: letters ("-" nothing), words for gaps, numbers and days; "?" is „Weiß ich nicht“.
// An entry finds its question by code and fingerprint, or by fingerprint alone when the author moved it; a question that
// changed or is gone loses its entry, the others keep theirs. Free text never enters the state.

const state = (() => {
  const VERSION = "3";
  const SHAPE = /^3;([0-9a-z]{1,8});(s?);([0-9a-z]*);([0-9a-z]?);(.*)$/;
  const ENTRY = /^([0-9a-z]{2})([0-9a-z]{3})([0-9a-z])([1-9a-z])([0-3])([A-Za-z0-9_.~'()?-]*)$/;
  const WORDS = /** @type {QuestionKind[]} */ (["cloze", "number", "date"]);
  const LONGEST = 24;
  const UMLAUTS = /** @type {Record<string, string>} */ ({ ä: "a", ö: "o", ü: "u", ß: "s", Ä: "A", Ö: "O", Ü: "U" });

  /** @type {(seed: string) => Progress} */
  function fresh(seed) {
    // Without a prototype: an author may call a question "constructor".
    return { seed, kept: Object.create(null), opened: [], current: "", asksCertainty: false };
  }

  /** @type {(progress: Progress, questions: QuestionData[], steps: string[]) => string} */
  function write(progress, questions, steps) {
    const entries = questions.flatMap((question) => {
      const kept = progress.kept[question.id];
      return kept ? [entry(question, kept)] : [];
    });
    const opened = steps.map((step, index) => (progress.opened.includes(step) ? index.toString(36) : "")).join("");
    const current = steps.indexOf(progress.current);
    const flags = progress.asksCertainty ? "s" : "";
    return [VERSION, progress.seed, flags, opened, current < 0 ? "" : current.toString(36), entries.join(",")].join(";");
  }

  /** @type {(question: QuestionData, kept: Kept) => string} */
  function entry(question, kept) {
    const [earned, of] = kept.best;
    return question.code + question.fingerprint + earned.toString(36) + of.toString(36) + kept.certainty + answerText(question, kept.answer);
  }

  /** @type {(question: QuestionData, answer: Answer) => string} */
  function answerText(question, answer) {
    if (answer === null) return "?";
    if (WORDS.includes(question.kind)) return answer.map(encode).join("~");
    return answer.map((letter) => letter || "-").join("");
  }

  /** @type {(text: string, questions: QuestionData[], steps: string[], seed: string) => Restored} */
  function read(text, questions, steps, seed) {
    const progress = fresh(seed);
    if (!text) return { progress, damaged: "", dropped: 0 };
    const [, savedSeed = "", flags = "", opened = "", current = "", rest = ""] = SHAPE.exec(text) ?? [];
    const parsed = rest.split(",").filter(Boolean).map((item) => ENTRY.exec(item));
    if (!savedSeed || parsed.includes(null)) return { progress, damaged: text, dropped: 0 };
    progress.seed = savedSeed;
    progress.asksCertainty = flags === "s";
    progress.opened = [...opened].flatMap((digit) => steps[parseInt(digit, 36)] ?? []);
    progress.current = current ? (steps[parseInt(current, 36)] ?? "") : "";
    const kept = parsed.filter((match) => match && take(progress, match, questions));
    return { progress, damaged: "", dropped: parsed.length - kept.length };
  }

  /** @type {(progress: Progress, match: RegExpExecArray, questions: QuestionData[]) => boolean} */
  function take(progress, match, questions) {
    const [, code, fingerprint, earned = "0", of = "1", certainty = "0", words = ""] = match;
    const same = questions.filter((question) => question.fingerprint === fingerprint && !(question.id in progress.kept));
    const question = same.find((candidate) => candidate.code === code) ?? same[0];
    if (!question) return false;
    const parts = parseInt(of, 36);
    progress.kept[question.id] = {
      answer: answerOf(question, words),
      best: [Math.min(parts, parseInt(earned, 36)), parts],
      certainty: /** @type {Certainty} */ (Number(certainty)),
    };
    return true;
  }

  /** @type {(question: QuestionData, words: string) => Answer} */
  function answerOf(question, words) {
    if (words === "?") return null;
    if (WORDS.includes(question.kind)) return words.split("~").map(decode);
    return [...words].map((letter) => (letter === "-" ? "" : letter));
  }

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

  return { fresh, write, read };
})();
