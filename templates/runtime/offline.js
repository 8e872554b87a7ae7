// „Für unterwegs speichern“: a page and all it needs, kept by the browser once the reader asks for it. The worker (sw.js)
// shows the copy where the network fails; what is kept is made anew whenever the page is opened from the network.

(() => {
  const KEPT = "integrif-unterwegs";
  const KILO = 1000;
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));
  // From a disk there is nothing to keep.
  if (!found || !location.protocol.startsWith("http") || !("serviceWorker" in navigator) || !("caches" in window)) return;
  const root = found;
  const home = new URL(root.dataset.offline ?? "", location.href);
  const page = location.href.split(/[?#]/)[0] ?? "";
  const part = partsOf(root);

  // Copies -------------------------------------------------------------------

  const names = async () => (await caches.keys()).filter((name) => name.startsWith(`${KEPT}|`)).sort().reverse();
  /** @type {(name: string) => string} */
  const pathOf = (name) => name.split("|")[2] ?? "";

  /** All copies, the newest first: name of the cache, day, page below the site. One that was begun and never filled is none. */
  async function copies() {
    const all = await names();
    const filled = await Promise.all(all.map(async (name) => (await caches.open(name)).match(new URL(pathOf(name), home))));
    return all.filter((_, index) => filled[index]).map((name) => {
      const day = new Date(name.split("|")[1] ?? "").toLocaleDateString("de-DE", { dateStyle: "medium" });
      return { name, day, path: pathOf(name) };
    });
  }

  const path = page.slice(home.href.length);
  const own = async () => (await copies()).filter((copy) => copy.path === path);

  /** The page and what it has loaded, and the page that lists what is kept. @type {() => string[]} */
  function needed() {
    const loaded = [...document.querySelectorAll("script[src], link[rel~=stylesheet], link[rel~=icon], img[src]")];
    const addresses = loaded.map((element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "");
    const all = [page, new URL("unterwegs.html", home).href, ...addresses.map((address) => new URL(address, location.href).href)];
    return [...new Set(all.filter((address) => address.startsWith(home.href)))];
  }

  /** A copy is whole or it is not there; the one before goes once it is. */
  async function keep() {
    const before = (await names()).filter((name) => pathOf(name) === path);
    const name = [KEPT, new Date().toISOString(), path].join("|");
    try {
      const cache = await caches.open(name);
      await cache.addAll(needed().map((address) => new Request(address, { cache: "no-cache" })));
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
    await Promise.all(before.map((older) => caches.delete(older)));
  }

  /** Without a copy there is nothing for the worker to do. @type {(page: string) => Promise<void>} */
  async function forget(page) {
    const gone = (await names()).filter((name) => pathOf(name) === page);
    await Promise.all(gone.map((name) => caches.delete(name)));
    if (!(await copies()).length) await (await navigator.serviceWorker.getRegistration(home.href))?.unregister();
  }

  // On a page that can be kept --------------------------------------------------

  /** What was loaded to show this page, in words; browsers tell of files from their own memory, too. */
  function size() {
    const entries = /** @type {PerformanceResourceTiming[]} */ ([...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]);
    const bytes = entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
    return String(Math.max(1, Math.ceil(bytes / KILO / 10)) * 10);
  }

  /** @type {(said?: string) => Promise<void>} */
  async function draw(said = "") {
    const [copy] = await own();
    part("keep").hidden = Boolean(copy);
    part("forget").hidden = !copy;
    part("state").textContent = said || (copy ? word("offlineKept", { day: copy.day }) : word("offlineOffer", { size: size() }));
  }

  /** @type {(act: () => Promise<unknown>, next: string) => Promise<void>} */
  async function pressed(act, next) {
    const failed = await act().then(() => "", () => word("offlineFailed"));
    await draw(failed);
    if (!failed) part(next).focus();
  }

  /** Nothing is said to be kept before there is a worker that shows it. */
  const begin = () => navigator.serviceWorker.register(new URL("sw.js", home).href).then(() => navigator.serviceWorker.ready);

  async function beginPage() {
    part("keep").addEventListener("click", () => pressed(() => begin().then(keep), "forget"));
    part("forget").addEventListener("click", () => pressed(() => forget(path), "keep"));
    await draw();
    root.hidden = false;
    if ((await own()).length && !document.documentElement.dataset.kept) await keep().then(() => draw(), () => undefined);
  }

  // On the page that lists what is kept ------------------------------------------

  /** @type {(copy: {name: string, day: string, path: string}) => Promise<HTMLElement>} */
  async function row(copy) {
    const made = /** @type {HTMLElement} */ (document.importNode(/** @type {HTMLTemplateElement} */ (part("row")).content, true).firstElementChild);
    const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
    const address = new URL(copy.path, home).href;
    const response = await (await caches.open(copy.name)).match(address);
    // The name of the site, which stands behind the title, is the same for all.
    const { title } = new DOMParser().parseFromString((await response?.text()) ?? "", "text/html");
    link.href = address;
    link.textContent = title.slice(0, title.lastIndexOf(" – ")) || copy.path;
    /** @type {HTMLElement} */ (made.querySelector(".facts")).textContent = word("offlineSince", { day: copy.day });
    const button = /** @type {HTMLElement} */ (made.querySelector("button"));
    button.setAttribute("aria-label", word("offlineForget", { title: link.textContent }));
    button.addEventListener("click", () => forget(copy.path).then(list).then(() => part("state").focus()));
    return made;
  }

  async function list() {
    const kept = await copies();
    part("rows").replaceChildren(...(await Promise.all(kept.map(row))));
    part("state").textContent = word(kept.length ? "offlineList" : "offlineNone");
    root.hidden = false;
  }

  if (root.dataset.list === undefined) beginPage();
  else list();
})();
