// Pure: which question of a rule table comes next and which rows are left, as model/rule_table.py says it on the same data;
// and the answers as readable text of an address: "#antwort:papier=duldung&taetigkeit=?stelle" – "?" asks that question again,
// "!" wants the answer to be checked, since one before it has become another.

const ruleTable = (() => {
  const START = "#antwort:";
  const AGAIN = "?";
  const CHECK = "!";

  /** The rows that the answers given so far leave. @type {(table: RuleTableData, answers: Answers) => RuleRowData[]} */
  const possible = (table, answers) =>
    table.rows.filter((row) => Object.entries(row.when).every(([id, allowed]) => !answers.has(id) || allowed.includes(answers.get(id) ?? "")));

  /** The first question not answered on which a row still possible depends. @type {(table: RuleTableData, answers: Answers) => RuleFeatureData | null} */
  function next(table, answers) {
    const left = possible(table, answers);
    return table.features.find(({ id }) => !answers.has(id) && left.some((row) => Object.keys(row.when).includes(id))) ?? null;
  }

  /** How many questions can still come at most. @type {(table: RuleTableData, answers: Answers) => number} */
  function ahead(table, answers) {
    const left = { ...table, rows: possible(table, answers) };
    const asked = next(left, answers);
    return asked ? 1 + Math.max(...asked.values.map(({ id }) => ahead(left, new Map(answers).set(asked.id, id)))) : 0;
  }

  /** @type {(feature: RuleFeatureData, value: string | undefined) => boolean} */
  const offers = (feature, value) => feature.values.some(({ id }) => id === value);

  /** Of rows that follow one another in time the one that holds on a day, else the last; of two at once none is an answer.
   * @type {(rows: RuleRowData[], day: string) => RuleRowData | null} */
  function onDay(rows, day) {
    const holding = rows.filter((row) => standing(row, day) === "holds");
    return holding.length > 1 ? null : (holding[0] ?? rows[rows.length - 1] ?? null);
  }

  /** As far as the answers lead: up to the first one missing, unknown or to be given again; else to the row of the day.
   * @type {(table: RuleTableData, given: Answers, day?: string) => RuleWay} */
  function follow(table, given, day = "") {
    const answers = /** @type {Answers} */ (new Map());
    let asked = next(table, answers);
    while (asked && offers(asked, given.get(asked.id))) {
      answers.set(asked.id, given.get(asked.id) ?? "");
      asked = next(table, answers);
    }
    const left = possible(table, answers);
    return { answers, asked, row: asked ? null : onDay(left, day) };
  }

  /** The answers with one more. If it is another than before, those after it were given to another case: „six months“ with
   * one paper may be a day with the next. They wait for their turn and want to be checked then.
   * @type {(table: RuleTableData, given: Answers, id: string, value: string) => Answers} */
  function answered(table, given, id, value) {
    const made = new Map(given).set(id, value);
    if (chosen(given, id) === value) return made;
    const later = table.features.slice(table.features.findIndex((feature) => feature.id === id) + 1);
    for (const feature of later) if (made.has(feature.id)) made.set(feature.id, CHECK + chosen(made, feature.id));
    return made;
  }

  /** At the end of the way the answers never asked for fall away. @type {(table: RuleTableData, given: Answers) => Answers} */
  function settled(table, given) {
    const way = follow(table, given);
    return way.asked ? given : way.answers;
  }

  /** The answers with one to be given again. @type {(given: Answers, id: string) => Answers} */
  const again = (given, id) => new Map(given).set(id, AGAIN + chosen(given, id));

  /** What was answered, also where it is asked again. @type {(given: Answers, id: string) => string} */
  function chosen(given, id) {
    const value = given.get(id) ?? "";
    return value.startsWith(AGAIN) || value.startsWith(CHECK) ? value.slice(1) : value;
  }

  /** Whether an answer was given before one that has changed. @type {(given: Answers, id: string) => boolean} */
  const isToCheck = (given, id) => (given.get(id) ?? "").startsWith(CHECK);

  /** Whether the part of an address after # is ours; an empty one is the beginning. @type {(hash: string) => boolean} */
  const isOwn = (hash) => hash === "" || hash.startsWith(START);

  /** Never throws; of two answers to one question the first counts. @type {(hash: string) => Answers} */
  function read(hash) {
    const given = /** @type {Answers} */ (new Map());
    for (const pair of isOwn(hash) ? plain(hash.slice(START.length)).split("&") : []) {
      const [id = "", value] = pair.split("=");
      if (value !== undefined && !given.has(id)) given.set(id, value);
    }
    return given;
  }

  /** Some programs that pass an address on escape its signs. @type {(text: string) => string} */
  function plain(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Only what the table knows, in its order. @type {(table: RuleTableData, given: Answers) => string} */
  function write(table, given) {
    const known = table.features.filter((feature) => offers(feature, chosen(given, feature.id)));
    return known.length ? START + known.map(({ id }) => `${id}=${given.get(id)}`).join("&") : "";
  }

  /** Whether a row holds on a day (ISO). @type {(row: RuleRowData, today: string) => "holds" | "ended" | "early"} */
  const standing = (row, today) => (row.until && row.until < today ? "ended" : row.from && row.from > today ? "early" : "holds");

  return { possible, next, ahead, follow, answered, settled, again, chosen, isToCheck, isOwn, read, write, standing };
})();
