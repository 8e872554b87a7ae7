// Pure: an order that looks random and is the same for the same seed and question.

const shuffle = (() => {
  /** The positions 0 … count-1 in a new order. @type {(count: number, seed: string, question: string) => number[]} */
  function order(count, seed, question) {
    const random = numbers(`${seed}/${question}`);
    const made = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [made[last], made[other]] = [/** @type {number} */ (made[other]), /** @type {number} */ (made[last])];
    }
    return made;
  }

  /** The same, but never the order that is the answer. @type {(count: number, seed: string, question: string) => number[]} */
  function disorder(count, seed, question) {
    const made = order(count, seed, question);
    const solved = made.every((position, index) => position === index);
    return solved ? [...made.slice(1), .../** @type {number[]} */ (made.slice(0, 1))] : made;
  }

  /** Numbers from 0 to 1 that follow from a text (FNV-1a, then mulberry32). @type {(text: string) => () => number} */
  function numbers(text) {
    let state = 2166136261;
    for (const char of text) state = Math.imul(state ^ char.charCodeAt(0), 16777619) >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  return { order, disorder };
})();
