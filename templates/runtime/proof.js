// On the page of a finished module: a proof to print. The name stands in its field and on paper, nowhere else.

extras.push(({ root, learner }) => {
  const here = about.here();
  if (!here) return;
  const module = here;
  const place = /** @type {HTMLDetailsElement} */ (root.querySelector(".proof"));
  const sheet = /** @type {HTMLTemplateElement} */ (root.querySelector("template.proof-sheet"));
  const field = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  const asked = learner.players.some(({ data }) => data.scored);
  let day = "";

  function show() {
    const { reached } = learner.report();
    place.hidden = !reached;
    // The page may stay open over midnight.
    if (reached) day ||= localDay();
  }

  /** With what it was finished: as kept on the device, or in this visit. */
  const finished = () => card.read(onDevice((store) => store.getItem(card.key(root.dataset.module ?? ""))))?.done ?? { day, version: module.version, law: module.law };

  function print() {
    const done = finished();
    const made = /** @type {HTMLElement} */ (document.importNode(sheet.content, true).firstElementChild);
    const percent = number(Math.floor(learner.report().score));
    const words = { name: field.value.trim(), day: typed.show("date", done.day), result: forms.word(asked ? "proofPoints" : "proofSteps", { percent }), version: done.version, law: done.law ? typed.show("date", done.law) : "–" };
    for (const [name, text] of Object.entries(words)) /** @type {HTMLElement} */ (made.querySelector(`[data-fill="${name}"]`)).textContent = text;
    /** @type {HTMLElement} */ (made.querySelector(".proof-other")).hidden = done.version === module.version;
    document.body.append(made);
    window.addEventListener("afterprint", () => made.remove(), { once: true });
    printAs("prints-proof");
  }

  const arrive = () => fragment() === place.id && (place.open = true);
  place.querySelector("form")?.addEventListener("submit", (event) => (event.preventDefault(), print()));
  // A browser that remembers what stood in fields must not remember this.
  window.addEventListener("pagehide", () => (field.value = ""));
  root.addEventListener("drawn", show);
  window.addEventListener("hashchange", arrive);
  show();
  arrive();
});
