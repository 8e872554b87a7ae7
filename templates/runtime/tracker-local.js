// The learner's own device, and only once they ask for it (§ 25 TDDDG): nothing is stored before that press.

/** `short` is what other pages show of it, from what they showed before. @type {(name: string, short: (report: Report, before: string | null) => string) => Tracker} */
const trackerLocal = (name, short) => {
  const keys = { state: `integrif.${name}.state`, texts: `integrif.${name}.texts`, card: card.key(name) };
  let wanted = false;

  /** @type {() => Record<string, string>} */
  function texts() {
    try {
      const read = JSON.parse(onDevice((store) => store.getItem(keys.texts)) ?? "{}");
      return Object.fromEntries(Object.entries(read).filter(([, text]) => typeof text === "string"));
    } catch {
      return {};
    }
  }

  return {
    log: [],
    start() {
      const found = onDevice((store) => store.getItem(keys.state));
      const possible = onDevice((store) => typeof store.getItem) !== null;
      wanted = typeof found === "string";
      return { keeping: wanted ? "device" : possible ? "offered" : "nowhere", state: found ?? "", location: "", texts: texts(), score: 0 };
    },
    save(report) {
      if (!wanted) return true;
      const kept = onDevice((store) => {
        store.setItem(keys.state, report.state);
        const card = short(report, store.getItem(keys.card));
        if (card) store.setItem(keys.card, card);
        if (Object.keys(report.texts).length) store.setItem(keys.texts, JSON.stringify(report.texts));
        else store.removeItem(keys.texts);
        return true;
      });
      return kept === true;
    },
    watch(tell) {
      const look = () => {
        if (!wanted) return;
        const found = onDevice((store) => store.getItem(keys.state));
        wanted = typeof found === "string";
        tell(found);
      };
      window.addEventListener("storage", (event) => (event.key === keys.state || event.key === null) && look());
      // A page that comes back from the browser's memory has heard nothing meanwhile.
      window.addEventListener("pageshow", (event) => event.persisted && look());
    },
    keep(wish) {
      wanted = wish;
      if (!wish) onDevice((store) => Object.values(keys).forEach((key) => store.removeItem(key)));
    },
  };
};

trackers.push(({ settings, outline }) =>
  trackerLocal(settings.name, (report, before) => {
    const module = about.here();
    const [unit] = outline.units;
    return module && unit ? JSON.stringify(makeCard(module, unit, report.state, card.read(before), localDay())) : "";
  }),
);
