// The learner's own device, and only once they ask for it (§ 25 TDDDG): nothing is stored before that press.

/** @type {(module: string) => Tracker} */
const trackerLocal = (module) => {
  const key = `integrif.${module}.state`;
  let wanted = false;

  /** Storage may be forbidden; then the page works and says that nothing is kept. @type {<T>(use: (storage: Storage) => T) => T | null} */
  function storage(use) {
    try {
      return use(window.localStorage);
    } catch {
      return null;
    }
  }

  return {
    log: [],
    start() {
      const found = storage((store) => store.getItem(key));
      const possible = storage((store) => typeof store.getItem) !== null;
      wanted = typeof found === "string";
      return { keeping: wanted ? "device" : possible ? "offered" : "nowhere", state: found ?? "", location: "", score: 0 };
    },
    save(report) {
      return !wanted || storage((store) => (store.setItem(key, report.state), true)) === true;
    },
    finish(report) {
      this.save(report);
    },
    keep(wish) {
      wanted = wish;
      if (!wish) storage((store) => store.removeItem(key));
    },
  };
};
