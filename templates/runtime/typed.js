// Pure: what people type ↔ numbers and days in plain form ("0.8", "2026-11-16").

const typed = (() => {
  /** German and plain notation; null for what is no number. @type {(words: string) => string | null} */
  function number(words) {
    const text = words.replace(/[\s\u00a0\u202f']/g, "").replace("\u2212", "-");
    const parts = /^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(text) ?? /^([+-]?)(\d+)\.(\d+)$/.exec(text);
    if (!parts || text.length > 20) return null;
    const [, sign = "", whole = "", rest = ""] = parts;
    const digits = whole.replace(/\./g, "").replace(/^0+(?=\d)/, "");
    const decimals = rest.replace(/0+$/, "");
    return (sign === "-" && /[1-9]/.test(digits + decimals) ? "-" : "") + digits + (decimals ? `.${decimals}` : "");
  }

  /** 16.11.2026, 16/11/2026, 16112026 or 2026-11-16; null for what is no day. @type {(words: string) => string | null} */
  function date(words) {
    const text = words.trim();
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    const german = /^(\d{1,2})[.\/\s-]+(\d{1,2})[.\/\s-]+(\d{4})\.?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    const [year, month, day] = (iso ? [iso[1], iso[2], iso[3]] : german ? [german[3], german[2], german[1]] : []).map(Number);
    if (!year || !month || !day) return null;
    const made = new Date(Date.UTC(year, month - 1, day));
    const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
    return real ? made.toISOString().slice(0, 10) : null;
  }

  /** As German writes it. @type {(kind: QuestionKind, value: string) => string} */
  function show(kind, value) {
    return kind === "date" ? value.split("-").reverse().join(".") : value.replace(".", ",").replace("-", "\u2212");
  }

  return { number, date, show };
})();
