// Puts the parts together: finds the page's modules and the world they stand in, and begins.

(() => {
  const LOOK_AGAIN_AFTER = 250;
  const LOOKS = 20;
  const EXPORT = 1;
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-learning]"));
  if (!found) return;
  const root = found;
  const learner = createLearner(root, () => session.changed());
  const { settings } = learner;
  const acts = { keep: (/** @type {boolean} */ wanted) => session.keep(wanted), save: exported, load: imported, certainty: learner.askCertainty, replace: () => session.replace(), takeText: (/** @type {string} */ text) => session.takeText(text) };
  const parts = createKeeping(root, acts, `integrif-${settings.name}`);
  const session = createSession(learner, parts);

  /** Everything kept of this module, for the learner's own file. */
  function exported() {
    const { state: text, texts } = learner.report();
    return JSON.stringify({ integrif: EXPORT, module: settings.name, version: settings.version, state: text, texts }, null, 1);
  }

  /** Take over such a file and begin again with it: only what this module can read. @type {(text: string) => void} */
  function imported(text) {
    const read = readExport(text);
    if (!read || state.read(read.state, learner.outline, "0").problem) return parts.say(forms.word("notTaken"));
    if (session.saved({ ...learner.report(), ...read })) location.reload();
  }

  /** @type {(text: string) => {state: string, texts: Record<string, string>} | null} */
  function readExport(text) {
    try {
      const read = JSON.parse(text);
      if (read.integrif !== EXPORT || read.module !== settings.name || typeof read.state !== "string") return null;
      const words = Object.entries(read.texts ?? {}).filter(([, value]) => typeof value === "string");
      return { state: read.state, texts: /** @type {Record<string, string>} */ (Object.fromEntries(words)) };
    } catch {
      return null;
    }
  }

  /** What the page cannot know when it is made: whether a review is overdue where it is read. */
  function showOverdue() {
    for (const article of forms.all(document, "[data-review-by]")) {
      if ((article.dataset.reviewBy ?? "9999") < shownDay()) article.querySelector(".overdue")?.removeAttribute("hidden");
    }
  }

  const world = () => trackers.map((make) => make(learner)).find(Boolean) ?? null;

  /** A platform may put its API up later than our page, which can be used meanwhile. @type {(looks: number) => void} */
  function lookAgain(looks) {
    const late = world();
    if (late) session.begin(late);
    else if (looks < LOOKS) window.setTimeout(() => lookAgain(looks + 1), LOOK_AGAIN_AFTER);
  }

  const tracker = world();
  showOverdue();
  session.begin(tracker);
  if (!tracker && (window.parent !== window || window.opener)) lookAgain(1);
  const keeps = ["device", "offered"].includes(session.keeping());
  for (const extra of extras) extra({ root, learner, keeps });
  if (location.hash && !root.dataset.paged) learner.open(fragment(), true);
})();
