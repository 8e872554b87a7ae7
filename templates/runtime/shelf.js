// The list of questions to come back, on the learner's device: it exists from the first question they put on it.

const shelf = (() => {
  const kept = () => onDevice((store) => store.getItem(review.KEY)) ?? "";

  const list = () => review.read(kept());

  const damaged = () => review.damaged(kept());

  /** An empty list leaves nothing behind. @type {(wanted: ReviewList) => boolean} */
  function keep(wanted) {
    const empty = !Object.keys(wanted).length;
    return onDevice((store) => (empty ? store.removeItem(review.KEY) : store.setItem(review.KEY, review.write(wanted)), true)) === true;
  }

  return { list, damaged, keep };
})();
