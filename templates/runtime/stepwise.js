// On the page of a module: one step at a time where the screen is small, all of them elsewhere, or as the learner chose.
// Each step has its address, so that the browser's own back and forth lead through them.

extras.push(({ root, learner }) => {
  if (root.dataset.reviewable !== "yes") return;
  const KEY = "integrif.ansicht";
  const small = window.matchMedia("(max-width: 40em)").matches;
  const head = /** @type {HTMLElement} */ (root.querySelector(".module-head"));
  const start = head.querySelector("h1")?.id ?? "";
  const chosen = onDevice((store) => store.getItem(KEY));
  let stepwise = chosen ? chosen === "schritte" : small;

  /** @type {(page: HTMLElement) => HTMLElement} */
  const link = (page) => Object.assign(document.createElement("a"), { href: `#${page === head ? start : page.id}` });

  const change = Object.assign(document.createElement("button"), { type: "button" });
  const place = Object.assign(document.createElement("p"), { className: "view-switch" });
  const overview = Object.assign(link(head), { className: "to-steps", textContent: forms.word("allSteps") });

  /** @type {(id: string) => void} */
  function show(id) {
    root.classList.toggle("is-stepwise", stepwise);
    learner.steps.page(stepwise, document.getElementById(id) ? id : start);
    change.textContent = forms.word(stepwise ? "viewWhole" : "viewSteps");
  }

  change.addEventListener("click", () => {
    stepwise = !stepwise;
    // A choice is kept since it was asked for; nothing is before.
    onDevice((store) => store.setItem(KEY, stepwise ? "schritte" : "ganz"));
    show(start);
    change.focus();
  });
  window.addEventListener("hashchange", () => learner.open(fragment() || start, true));

  learner.steps.addTurns(link);
  place.append(change);
  head.querySelector(".step-list")?.after(place);
  head.append(overview);
  show(fragment() || learner.current());
});
