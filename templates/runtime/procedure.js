// On the page of a procedure: only the steps that concern somebody. What is sifted stands behind the # of the address.

(() => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-sift]"));
  const choice = /** @type {HTMLSelectElement | null} */ (place?.querySelector("select") ?? null);
  if (!place || !choice) return;
  const OWN = "#schritte?wer=";
  const said = /** @type {HTMLElement} */ (place.querySelector("[data-sifted]"));
  const steps = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-actors]")]);

  function show() {
    const wanted = choice?.value ?? "";
    for (const step of steps) step.hidden = Boolean(wanted) && !(step.dataset.actors ?? "").split(" ").includes(wanted);
    const shown = steps.filter((step) => !step.hidden).length;
    said.textContent = wanted ? word("siftedSteps", { shown: String(shown), count: String(steps.length) }) : "";
  }

  function arrive() {
    const wanted = location.hash.startsWith(OWN) ? location.hash.slice(OWN.length) : "";
    if (choice && [...choice.options].some(({ value }) => value === wanted)) choice.value = wanted;
    show();
  }

  choice.addEventListener("change", () => {
    history.replaceState(null, "", choice.value ? OWN + choice.value : location.pathname + location.search);
    show();
  });
  window.addEventListener("hashchange", arrive);
  place.hidden = false;
  arrive();
})();
