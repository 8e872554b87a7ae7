// The search: German words compared by their stems, whole, at the beginning, inside of longer words, and with a slip of the finger.

const search = (() => {
  const WHOLE = 1, BEGINS = 0.6, INSIDE = 0.45, HOLDS = 0.3, NEARLY = 0.25;
  const MOST = 30, OF_A_PAGE = 3;

  /** CISTEM (Weißweiler and Fraser 2017), which takes ä for a and ß for ss. @type {(word: string) => string} */
  function stem(word) {
    let stemmed = plain(word).replace(/^ge(.{4,})/, "$1").replace(/sch/g, "$").replace(/ei/g, "%").replace(/ie/g, "&").replace(/(.)\1/g, "$1*");
    for (let before = ""; stemmed.length > 3 && stemmed !== before; ) {
      before = stemmed;
      if (stemmed.length > 5 && /(e[mr]|nd)$/.test(stemmed)) stemmed = stemmed.slice(0, -2);
      else if (/[tesn]$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
    }
    return stemmed.replace(/(.)\*/g, "$1$1").replace(/\$/g, "sch").replace(/%/g, "ei").replace(/&/g, "ie");
  }

  /** Both „selbständig“ and „selbstständig“ are right. @type {(word: string) => string} */
  const plain = (word) => word.toLowerCase().replace(/selbstst/g, "selbst").replace(/ä/g, "a").replace(/ö/g, "o").replace(/ü/g, "u").replace(/ß/g, "ss");

  /** A word of the query in the ways it may be meant: as it is, and with ae, oe, ue for umlauts. @type {(word: string) => string[]} */
  const ways = (word) => [...new Set([word, word.replace(/ae/g, "ä").replace(/oe/g, "ö").replace(/ue/g, "ü")].map(stem))];

  /** Norms are one word: „§ 61 Abs. 1 AsylG“ is looked for as 61asylg besides its parts. @type {(query: string) => string[]} */
  function norms(query) {
    const found = /(?:^|§|art\.?|\s)\s*(\d+[a-z]?)\b.*?([a-zäöü]{2,}[gvob]|rdg|gg|dsgvo)\s*$/i.exec(query.trim());
    return found ? [plain(`${found[1]}${found[2]}`)] : [];
  }

  /** Whether one letter more, less or other makes them equal. @type {(one: string, other: string) => boolean} */
  function nearly(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [rest, otherRest] = [one.slice(at), other.slice(at)];
    return rest.slice(1) === otherRest || rest === otherRest.slice(1) || rest.slice(1) === otherRest.slice(1) || (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2));
  }

  /** How well a word that stands somewhere answers one that is asked for. @type {(asked: string, there: string) => number} */
  function likeness(asked, there) {
    if (asked === there) return WHOLE;
    if (asked.length >= 3 && there.startsWith(asked)) return BEGINS;
    if (asked.length >= 4 && there.includes(asked)) return INSIDE;
    return there.length >= 5 && asked.includes(there) ? HOLDS : 0;
  }

  /** The index with words by their stems: numbers of entries and weights there. @type {(index: SearchIndex) => Map<string, Map<number, number>>} */
  function stems(index) {
    /** @type {Map<string, Map<number, number>>} */
    const found = new Map();
    for (const [word, places] of Object.entries(index.words)) {
      const name = /^\d/.test(word) ? plain(word) : stem(word);
      const there = found.get(name) ?? new Map();
      for (let at = 0; at < places.length; at += 2) there.set(places[at] ?? 0, (there.get(places[at] ?? 0) ?? 0) + (places[at + 1] ?? 0));
      found.set(name, there);
    }
    return found;
  }

  /** Of one page a few places stand first, its others after those of all pages: no table pushes the rest away. @type {(entries: string[][]) => string[][]} */
  function spread(entries) {
    /** @type {Map<string, number>} */
    const count = new Map();
    const first = entries.filter(([address = ""]) => {
      const page = address.split("#")[0] ?? "";
      count.set(page, (count.get(page) ?? 0) + 1);
      return (count.get(page) ?? 0) <= OF_A_PAGE;
    });
    return [...first, ...entries.filter((entry) => !first.includes(entry))];
  }

  /** @type {(index: SearchIndex) => (query: string) => {entry: string[], words: string[]}[]} */
  function over(index) {
    const known = stems(index);
    const all = [...known.keys()];

    /** How well entries answer a word, rare words more. @type {(asked: string[]) => {scores: Map<number, number>, met: string[]}} */
    function answers(asked) {
      const near = (/** @type {(there: string) => number} */ like) => all.flatMap((there) => (like(there) ? [/** @type {[string, number]} */ ([there, like(there)])] : []));
      let met = near((there) => Math.max(...asked.map((way) => likeness(way, there))));
      if (!met.length) met = near((there) => (asked.some((way) => way.length >= 5 && nearly(way, there)) ? NEARLY : 0));
      /** @type {Map<number, number>} */
      const scores = new Map();
      for (const [there, like] of met) {
        const places = /** @type {Map<number, number>} */ (known.get(there));
        const rare = Math.log(1 + index.entries.length / places.size);
        for (const [entry, weight] of places) scores.set(entry, Math.max(scores.get(entry) ?? 0, like * rare * (1 + Math.log(weight))));
      }
      return { scores, met: met.map(([there]) => there) };
    }

    return (query) => {
      const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      const telling = words.filter((word) => !index.stop.includes(word));
      const cited = norms(query).filter((norm) => known.has(norm));
      const found = [...(telling.length ? telling : words).map((word) => answers(ways(word))), ...cited.map((norm) => answers([norm]))];
      /** @type {Map<number, {count: number, score: number}>} */
      const sums = new Map();
      for (const [entry, score] of found.flatMap(({ scores }) => [...scores])) {
        const sum = sums.get(entry) ?? { count: 0, score: 0 };
        sums.set(entry, { count: sum.count + 1, score: sum.score + score });
      }
      const order = [...sums].sort(([one, a], [other, b]) => b.count - a.count || b.score - a.score || one - other);
      const met = [...new Set(found.flatMap((part) => part.met))];
      return spread(order.map(([entry]) => /** @type {string[]} */ (index.entries[entry]))).slice(0, MOST).map((entry) => ({ entry, words: met }));
    };
  }

  return { stem, over };
})();
