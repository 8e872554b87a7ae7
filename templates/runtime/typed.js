// Pure: what people type ↔ numbers and days in plain form ("0.8", "2026-11-16").

const typed = (() => {
  /** German and plain notation; null for what is no number. @type {(words: string) => string | null} */
  function number(words) {
    const text = westernDigits(words.normalize("NFKC")).replace(/[\s']/g, "").replace(/[\u2212\u2013]/, "-").replace(/^([+-]?),/, "$10,").replace(/[.,]$/, "");
    const parts = /^([+-]?)([1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(text) ?? /^([+-]?)(\d+)\.(\d+)$/.exec(text);
    if (!parts || text.length > 20) return null;
    const [, sign = "", whole = "", rest = ""] = parts;
    const digits = whole.replace(/\./g, "").replace(/^0+(?=\d)/, "");
    const decimals = rest.replace(/0+$/, "");
    return (sign === "-" && /[1-9]/.test(digits + decimals) ? "-" : "") + digits + (decimals ? `.${decimals}` : "");
  }

  /** 16.11.2026, 16/11/2026, 16112026 or 2026-11-16; null for what is no day. @type {(words: string) => string | null} */
  function date(words) {
    const text = westernDigits(words.normalize("NFKC")).trim();
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    const named = text.replace(/\s*([a-zäöü]{3,})\.?\s*/i, (whole, name) => monthNumber(name) ?? whole);
    const german = /^(\d{1,2})[.\/\s-]+(\d{1,2})[.\/\s-]+(\d{4})\.?$/.exec(named) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    const [year, month, day] = (iso ? [iso[1], iso[2], iso[3]] : german ? [german[3], german[2], german[1]] : []).map(Number);
    if (!year || !month || !day || year < 1900) return null;
    const made = new Date(Date.UTC(year, month - 1, day));
    const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
    return real ? made.toISOString().slice(0, 10) : null;
  }

  /** Digits of Arabic and Persian keyboards. @type {(words: string) => string} */
  function westernDigits(words) {
    return words.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
  }

  /** "November" or "Nov" → "11." after the day's dot; null for no month. @type {(name: string) => string | null} */
  function monthNumber(name) {
    const months = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
    const index = months.indexOf(name.toLowerCase().slice(0, 3));
    return index < 0 ? null : `${index + 1}.`;
  }

  /** As German writes it. @type {(kind: QuestionKind, value: string) => string} */
  function show(kind, value) {
    return kind === "date" ? value.split("-").reverse().join(".") : value.replace(".", ",").replace("-", "\u2212");
  }

  return { number, date, show };
})();
