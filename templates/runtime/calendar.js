// Pure: the three days of a review as a calendar file (RFC 5545).

const calendar = (() => {
  /** @type {(today: string, days: number[], words: {title: string, text: string}, address: string) => string} */
  function file(today, days, words, address) {
    const events = days.flatMap((count) => event(review.later(today, count), words, address));
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//IntegriF//Lernpaket//DE", ...events, "END:VCALENDAR"];
    return lines.map(folded).join("\r\n") + "\r\n";
  }

  /** A whole day. @type {(day: string, words: {title: string, text: string}, address: string) => string[]} */
  function event(day, words, address) {
    const date = day.replace(/-/g, "");
    return [
      "BEGIN:VEVENT", `UID:wiederholen-${date}@integrif-lernpaket`, `DTSTAMP:${date}T000000Z`, `DTSTART;VALUE=DATE:${date}`,
      `SUMMARY:${escaped(words.title)}`, `DESCRIPTION:${escaped(`${words.text} ${address}`)}`, `URL:${address}`, "TRANSP:TRANSPARENT", "END:VEVENT",
    ];
  }

  /** @type {(text: string) => string} */
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

  /** Lines of at most 75 octets; what follows begins with a blank. @type {(line: string) => string} */
  function folded(line) {
    const parts = [""];
    let size = 0;
    for (const char of line) {
      const octets = new TextEncoder().encode(char).length;
      if (size + octets > 74) {
        parts.push("");
        size = 0;
      }
      parts[parts.length - 1] += char;
      size += octets;
    }
    return parts.join("\r\n ");
  }

  return { file };
})();
