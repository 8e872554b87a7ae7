// One step at a time inside a package; on the site all steps stand on one page and this only notes which were seen.

/**
 * @typedef {object} Steps
 * @property {string[]} ids the steps of the module, without start and result
 * @property {(id: string, focus: boolean) => void} open
 * @property {(opened: string[]) => void} mark writes the state of each step into the list
 */

/** @type {(article: HTMLElement, onOpen: (id: string) => void) => Steps} */
const createSteps = (article, onOpen) => {
  const paged = article.dataset.paged === "yes";
  const head = /** @type {HTMLElement | null} */ (article.querySelector(".module-head"));
  const foot = /** @type {HTMLElement | null} */ (article.querySelector(".module-foot"));
  const sections = /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-step]")]);
  const pages = head ? [head, ...sections] : sections;
  const ids = sections.map((section) => section.id).filter((id) => id !== "result");

  /** @type {(page: HTMLElement) => HTMLElement | null} */
  const title = (page) => page.querySelector("h1, h2");

  /** @type {(page: HTMLElement, focus: boolean) => void} */
  function show(page, focus) {
    for (const other of sections) other.classList.toggle("is-away", other !== page);
    head?.classList.toggle("is-brief", page !== head);
    foot?.classList.toggle("is-away", page !== head && page.id !== "result");
    if (page.id) onOpen(page.id);
    if (focus) focusOn(title(page));
  }

  /** @type {(element: HTMLElement | null) => void} */
  function focusOn(element) {
    if (!element) return;
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  }

  /** Where an id stands; the page opens and the place gets the focus. @type {(id: string, focus: boolean) => void} */
  function open(id, focus) {
    const target = document.getElementById(id);
    const page = target && pages.find((candidate) => candidate.contains(target));
    if (page && paged) show(page, focus && (target === page || target === title(page)));
    if (target && focus && (!page || (target !== page && target !== title(page)))) focusOn(target);
  }

  /** @type {(index: number) => HTMLElement} */
  function navigation(index) {
    const bar = document.createElement("nav");
    bar.className = "step-turn";
    bar.setAttribute("aria-label", integrifStrings.turn ?? "");
    for (const [offset, label] of /** @type {[number, string][]} */ ([[-1, integrifStrings.back ?? ""], [1, integrifStrings.next ?? ""]])) {
      const other = pages[index + offset];
      if (!other) continue;
      const turn = document.createElement("button");
      turn.type = "button";
      turn.className = offset > 0 ? "primary" : "";
      turn.textContent = `${label}: ${other === head ? (integrifStrings.start ?? "") : (title(other)?.textContent ?? "").trim()}`;
      turn.addEventListener("click", () => show(other, true));
      bar.append(turn);
    }
    return bar;
  }

  /** @type {(opened: string[]) => void} */
  function mark(opened) {
    for (const link of article.querySelectorAll(".step-list a")) {
      const id = (link.getAttribute("href") ?? "").slice(1);
      const line = /** @type {HTMLElement} */ (link.parentElement);
      const note = line.querySelector(".step-state") ?? line.appendChild(Object.assign(document.createElement("span"), { className: "step-state" }));
      note.textContent = opened.includes(id) ? ` · ${integrifStrings.opened ?? ""}` : "";
    }
    const list = article.querySelector(".step-list");
    if (!list) return;
    const sum = list.querySelector(".step-sum") ?? list.appendChild(Object.assign(document.createElement("p"), { className: "step-sum" }));
    sum.textContent = forms.word("stepsOpened", { opened: String(opened.length), count: String(ids.length) });
  }

  if (paged) {
    pages.forEach((page, index) => page.append(navigation(index)));
    // Links inside the package turn pages themselves: no history, which would belong to the platform's window.
    document.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
      const id = link?.getAttribute("href")?.slice(1);
      if (!id || !document.getElementById(id)) return;
      event.preventDefault();
      open(id, true);
    });
    if (head) show(head, false);
  } else {
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => onOpen(entry.target.id)));
    sections.forEach((section) => seen.observe(section));
  }
  return { ids, open, mark };
};
