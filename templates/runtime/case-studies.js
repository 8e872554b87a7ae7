// On the page of all case studies: two to four of them side by side. Which ones stands behind the # of the address.

(() => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare]"));
  if (!place) return;
  const OWN = "#vergleich?faelle=", LEAST = 2, MOST = 4;
  const part = partsOf(place);
  const boxes = /** @type {HTMLInputElement[]} */ ([...place.querySelectorAll("input")]);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);

  /** A norm is alike only in cases that are both seen. @type {(ids: string[]) => void} */
  function showNorms(ids) {
    const lines = /** @type {HTMLElement[]} */ ([...(place?.querySelectorAll("[data-cases]") ?? [])]);
    for (const line of lines) line.hidden = (line.dataset.cases ?? "").split(" ").filter((id) => ids.includes(id)).length < LEAST;
    const all = part("norms");
    if (all) all.hidden = lines.every((line) => line.hidden);
  }

  function show() {
    const ids = chosen();
    for (const column of /** @type {NodeListOf<HTMLElement>} */ (place?.querySelectorAll("[data-case]") ?? [])) column.hidden = !ids.includes(column.dataset.case ?? "");
    for (const box of boxes) box.disabled = ids.length >= MOST && !box.checked;
    showNorms(ids);
    place?.querySelector(".criteria")?.classList.toggle("criteria--many", ids.length > 2);
    part("compared").hidden = ids.length < LEAST;
    part("chosen").textContent = word(ids.length < LEAST ? "chooseCases" : ids.length < MOST || boxes.length === MOST ? "casesChosen" : "mostCases", { count: String(ids.length) });
  }

  /** Another choice is another riddle: its principle is not shown before it is asked for. */
  function choose() {
    /** @type {HTMLDetailsElement} */ (part("principle")).open = false;
    history.replaceState(null, "", chosen().length ? OWN + chosen().join(",") : location.pathname + location.search);
    show();
  }

  function arrive() {
    const wanted = location.hash.startsWith(OWN) ? location.hash.slice(OWN.length).split(",") : [];
    if (wanted.length) for (const box of boxes) box.checked = wanted.slice(0, MOST).includes(box.value);
    show();
    if (wanted.length) place?.scrollIntoView();
  }

  for (const box of boxes) {
    box.setAttribute("autocomplete", "off"); // the address alone says what is chosen; HTML forbids it in the source
    box.addEventListener("change", choose);
  }
  window.addEventListener("hashchange", arrive);
  place.hidden = false;
  arrive();
})();
