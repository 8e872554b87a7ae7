// One step at a time: always inside a package, by choice on the site, where all steps may stand on one page as well.

/** @type {(root: HTMLElement, onOpen: (id: string) => void) => Steps} */
const createSteps = (root, onOpen) => {
  const inPackage = root.dataset.paged === "yes";
  let paged = inPackage;
  const articles = root.matches("[data-module]") ? [root] : forms.all(root, "[data-module]");
  const sections = forms.all(root, "[data-step]");
  const heads = forms.all(root, ".package-head, .module-head");
  const pages = forms.all(root, ".package-head, .module-head, [data-step]");

  /** @type {(page: HTMLElement) => HTMLElement | null} */
  const title = (page) => page.querySelector("h1, h2");

  /** Other modules are away; of this one the head stays in short. @type {(page: HTMLElement, focus: boolean) => void} */
  function show(page, focus) {
    for (const other of sections) other.classList.toggle("is-away", other !== page);
    for (const head of heads) head.classList.toggle("is-brief", head !== page);
    for (const article of articles) {
      if (article !== root) article.classList.toggle("is-away", !article.contains(page));
      const ends = page.matches(".module-head, .result") && article.contains(page);
      article.querySelector(".module-foot")?.classList.toggle("is-away", !ends);
    }
    if (page.id) onOpen(page.id);
    if (focus) focusOn(title(page), page);
  }

  /** @type {(element: HTMLElement | null, top?: HTMLElement | null) => void} */
  function focusOn(element, top = element) {
    if (!element) return;
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
    top?.scrollIntoView({ block: "start" });
  }

  /** Notes, norms and sources stand at the end of a module. @type {(target: Element) => HTMLElement | null | undefined} */
  const pageOf = (target) => pages.find((page) => page.contains(target)) ?? target.closest(".module-foot")?.parentElement?.querySelector(".result");

  /** Where an id stands; the page and what is folded open, and the place gets the focus. @type {(id: string, focus: boolean) => void} */
  function open(id, focus) {
    const target = document.getElementById(id);
    const page = target && pageOf(target);
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    if (page && paged) show(page, focus && (target === page || target === title(page)));
    if (target && focus && (!page || (target !== page && target !== title(page)))) focusOn(target);
  }

  /** Back and next below a page. @type {(make: (page: HTMLElement) => HTMLElement) => void} */
  function addTurns(make) {
    pages.forEach((page, index) => {
      const bar = document.createElement("nav");
      bar.className = "step-turn";
      bar.setAttribute("aria-label", integrifStrings.turn ?? "");
      for (const [offset, label] of /** @type {[number, string][]} */ ([[-1, integrifStrings.back ?? ""], [1, integrifStrings.next ?? ""]])) {
        const other = pages[index + offset];
        if (!other) continue;
        const turn = make(other);
        turn.className = offset > 0 ? "primary" : "";
        turn.textContent = `${label}: ${other === pages[0] ? (integrifStrings.start ?? "") : (title(other)?.textContent ?? "").trim()}`;
        bar.append(turn);
      }
      page.append(bar);
    });
  }

  /** In a package no link may enter the history, which belongs to the window of the platform. @type {(page: HTMLElement) => HTMLElement} */
  function button(page) {
    const turn = Object.assign(document.createElement("button"), { type: "button" });
    turn.addEventListener("click", () => show(page, true));
    return turn;
  }

  /** @type {(opened: string[]) => void} */
  function mark(opened) {
    for (const list of root.querySelectorAll(".step-list")) {
      const links = forms.all(list, "a");
      for (const link of links) {
        const line = /** @type {HTMLElement} */ (link.parentElement);
        const note = line.querySelector(".step-state") ?? line.appendChild(Object.assign(document.createElement("span"), { className: "step-state" }));
        note.textContent = opened.includes(target(link)) ? ` · ${integrifStrings.opened ?? ""}` : "";
      }
      const sum = list.querySelector(".step-sum") ?? list.appendChild(Object.assign(document.createElement("p"), { className: "step-sum" }));
      const count = links.filter((link) => opened.includes(target(link))).length;
      sum.textContent = forms.word("stepsOpened", { opened: String(count), count: String(links.length) });
    }
  }

  /** @type {(link: HTMLElement) => string} */
  const target = (link) => (link.getAttribute("href") ?? "").slice(1);

  if (inPackage) {
    addTurns(button);
    // Links inside the package turn pages themselves: no history, which would belong to the platform's window.
    document.addEventListener("click", (event) => {
      const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('a[href^="#"]'));
      if (!link || !document.getElementById(target(link))) return;
      event.preventDefault();
      open(target(link), true);
    });
    if (pages[0]) show(pages[0], false);
  } else {
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => onOpen(entry.target.id)));
    sections.forEach((section) => seen.observe(section));
  }
  return {
    open,
    mark,
    addTurns,
    page: (on, id) => {
      paged = on;
      if (on) open(id, false);
      else for (const page of root.querySelectorAll(".is-away, .is-brief")) page.classList.remove("is-away", "is-brief");
    },
  };
};
