// The page of the search: what is asked for stands behind the # of the address and goes nowhere else.

(() => {
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
  if (!found) return;
  const root = found;
  const OWN = "#suche?q=";
  const part = partsOf(root);
  const field = /** @type {HTMLInputElement} */ (part("query"));
  const toRoot = root.dataset.toRoot ?? "";
  /** @type {((query: string) => {entry: string[], words: string[]}[]) | null} */
  let look = null;

  /** A classic script works from a disk, too; it is fetched once somebody looks for something. @type {() => Promise<void>} */
  const load = () =>
    new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: root.dataset.search, onload: () => done(), onerror: failed });
      document.head.append(script);
    });

  async function show() {
    const query = field.value.trim();
    if (!query) return fill([], "");
    try {
      if (!look) {
        part("count").textContent = word("searching");
        await load();
        look = search.over(/** @type {any} */ (window).integrifSearchIndex);
      }
      const results = look(query);
      fill(results, word(results.length ? "searchFound" : "searchNothing", { count: String(results.length), query }));
    } catch {
      fill([], word("searchFailed"));
    }
  }

  /** @type {(results: {entry: string[], words: string[]}[], said: string) => void} */
  function fill(results, said) {
    part("count").textContent = said;
    part("hint").hidden = Boolean(results.length);
    part("results").replaceChildren(...results.map(({ entry, words }) => result(entry, words)));
  }

  /** @type {(entry: string[], words: string[]) => HTMLElement} */
  function result([address = "", title = "", above = "", text = ""], words) {
    const made = /** @type {HTMLElement} */ (document.importNode(/** @type {HTMLTemplateElement} */ (part("result")).content, true).firstElementChild);
    const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
    link.href = toRoot + address;
    link.replaceChildren(...marked(title, words));
    /** @type {HTMLElement} */ (made.querySelector(".found-above")).textContent = above;
    /** @type {HTMLElement} */ (made.querySelector(".found-text")).replaceChildren(...marked(text, words));
    return made;
  }

  /** A text with the words that were met marked. @type {(text: string, words: string[]) => (string | HTMLElement)[]} */
  const marked = (text, words) => text.split(/([\p{L}\p{N}]+)/u).map((piece, at) => (at % 2 && words.includes(search.stem(piece)) ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece));

  function arrive() {
    if (!location.hash.startsWith(OWN)) return;
    let query = location.hash.slice(OWN.length);
    try {
      query = decodeURIComponent(query);
    } catch {
      // An address that others broke is looked for as it stands.
    }
    if (query !== field.value) field.value = query;
    show();
  }

  const form = part("form");
  form.hidden = false;
  part("scriptless").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    history.replaceState(history.state, "", OWN + encodeURIComponent(field.value));
    show();
  });
  window.addEventListener("hashchange", arrive);
  arrive();
  if (!field.value) field.focus();
})();
