// Pure: spaced review. A question comes back after 1, 7 and 30 days; one correct recall moves it on, a wrong one back to
// the first day (learning.md E09). The list as text: "1;b3/f_titel.0.20261126,…" – module, question, box, day it is due.

/** @typedef {Record<string, {box: number, due: string}>} ReviewList key: module/question; due: ISO day */

const review = (() => {
  /** Where the list is kept on the device. */
  const KEY = "integrif.wiederholen";
  const DAYS = [1, 7, 30];
  const VERSION = "1";
  const ITEM = /^([a-z][a-z0-9_]*\/[a-z][a-z0-9_]*)\.([0-2])\.(\d{4})(\d{2})(\d{2})$/;

  /** @type {(day: string, days: number) => string} */
  function later(day, days) {
    const made = new Date(`${day}T12:00:00Z`);
    made.setUTCDate(made.getUTCDate() + days);
    return made.toISOString().slice(0, 10);
  }

  /** @type {(list: ReviewList, key: string, today: string) => ReviewList} */
  function add(list, key, today) {
    return { ...list, [key]: { box: 0, due: later(today, DAYS[0] ?? 1) } };
  }

  /** @type {(list: ReviewList, key: string) => ReviewList} */
  function remove(list, key) {
    return Object.fromEntries(Object.entries(list).filter(([other]) => other !== key));
  }

  /** After the last box the question is learnt and leaves the list. @type {(list: ReviewList, key: string, right: boolean, today: string) => ReviewList} */
  function answered(list, key, right, today) {
    const item = list[key];
    if (!item) return list;
    const box = right ? item.box + 1 : 0;
    const days = DAYS[box];
    return days === undefined ? remove(list, key) : { ...list, [key]: { box, due: later(today, days) } };
  }

  /** What is due, the longest waiting first, modules mixed. @type {(list: ReviewList, today: string) => string[]} */
  function due(list, today) {
    const keys = Object.keys(list).filter((key) => (list[key]?.due ?? "9") <= today).sort();
    const mixed = shuffle.order(keys.length, today, "review").map((index) => keys[index] ?? "");
    return mixed.sort((one, other) => ((list[one]?.due ?? "") < (list[other]?.due ?? "") ? -1 : (list[one]?.due ?? "") > (list[other]?.due ?? "") ? 1 : 0));
  }

  /** @type {(list: ReviewList) => string} */
  function write(list) {
    const items = Object.entries(list).sort(([one], [other]) => (one < other ? -1 : 1));
    return `${VERSION};${items.map(([key, { box, due: day }]) => `${key}.${box}.${day.replace(/-/g, "")}`).join(",")}`;
  }

  /** Whether something was kept that cannot be read. @type {(text: string) => boolean} */
  const damaged = (text) => text !== "" && write(read(text)).length !== text.length;

  /** Items that cannot be read are left out. @type {(text: string) => ReviewList} */
  function read(text) {
    const [version, items = ""] = text.split(";");
    const matches = version === VERSION ? items.split(",").map((item) => ITEM.exec(item)) : [];
    return Object.fromEntries(matches.flatMap((match) => {
      if (!match) return [];
      const [, key = "", box = "0", year, month, day] = match;
      return [[key, { box: Number(box), due: `${year}-${month}-${day}` }]];
    }));
  }

  return { KEY, DAYS, add, remove, answered, due, later, write, read, damaged };
})();
