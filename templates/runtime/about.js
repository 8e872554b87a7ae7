// Pure but for the page it reads: what is kept of a module names it by itself, so that other pages need no list of modules.

const about = (() => {
  const PAGE = /^module\/[a-z0-9_-]+\.html$/;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const LONGEST = 300;

  /** The module whose page this is; null in a package and where examples stand. @type {() => About | null} */
  function here() {
    const article = /** @type {HTMLElement | null} */ (document.querySelector("[data-page]"));
    if (!article) return null;
    const { module = "", page = "", version = "", law = "" } = article.dataset;
    return { title: `${module.toUpperCase()} ${article.querySelector("h1")?.textContent?.trim() ?? ""}`, page, version, law };
  }

  /** @type {(value: unknown) => string} */
  const line = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");

  /** @type {(value: unknown) => string} */
  const day = (value) => (DAY.test(line(value)) ? line(value) : "");

  /** Others may have written what is kept; null where no page of a module is named. @type {(read: any) => About | null} */
  function taken(read) {
    const page = line(read?.page);
    return PAGE.test(page) ? { title: line(read.title) || page, page, version: line(read.version), law: day(read.law) } : null;
  }

  return { here, taken, line, day };
})();
