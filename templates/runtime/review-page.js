// The page „Wiederholen“: what is due, one question after the other, mixed across modules; calendar file; deletion.

(() => {
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-review]"));
  const sourcesElement = document.getElementById("review-sources");
  if (!found || !sourcesElement) return;
  const root = found;
  const { word } = forms;
  /** @type {Record<string, {title: string, page: string, script: string}>} */
  const sources = JSON.parse(sourcesElement.textContent ?? "");
  /** What the scripts of the modules bring. @type {Record<string, Record<string, string>>} */
  const brought = (/** @type {any} */ (window).integrifQuestions ??= {});
  /** @type {(name: string) => HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const today = localDay();
  const wasDamaged = shelf.damaged();

  /** A classic script works from a disk, too. @type {(module: string) => Promise<boolean>} */
  function load(module) {
    const source = sources[module];
    if (brought[module]) return Promise.resolve(true);
    if (!source) return Promise.resolve(false);
    return new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src: source.script, onload: () => done(true), onerror: () => done(false) });
      document.head.append(script);
    });
  }

  /** The first question that is due and still there; one that is gone leaves the list. */
  async function next() {
    for (const key of review.due(shelf.list(), today)) {
      const [module = "", id = ""] = key.split("/");
      const loaded = await load(module);
      const html = brought[module]?.[id];
      if (typeof html === "string") return show(key, module, html);
      if (loaded || !sources[module]) shelf.keep(review.remove(shelf.list(), key));
    }
    part("question").replaceChildren();
    draw();
  }

  /** @type {(key: string, module: string, html: string) => void} */
  function show(key, module, html) {
    const box = part("question");
    box.innerHTML = html;
    const source = Object.assign(document.createElement("p"), { className: "review-source" });
    source.append(Object.assign(document.createElement("a"), { href: sources[module]?.page ?? "", textContent: word("readAgain", { module: sources[module]?.title ?? module }) }));
    const section = /** @type {HTMLElement} */ (box.querySelector(".question"));
    let answered = false;
    const player = createPlayer(section, (data, _, judged) => {
      const right = data.kind === "open" ? false : judged.verdict === "right";
      if (!answered) shelf.keep(review.answered(shelf.list(), key, right, today));
      answered = true;
      goOn.hidden = false;
      draw();
    });
    const goOn = Object.assign(document.createElement("button"), { type: "button", className: "primary", textContent: word("nextQuestion"), hidden: true });
    goOn.addEventListener("click", () => next().then(() => part("status").focus()));
    section.after(source, goOn);
    player.arrange(today);
    draw();
  }

  function draw() {
    const list = shelf.list();
    const waiting = Object.keys(list).length;
    const due = review.due(list, today).length;
    const days = Object.values(list).map((item) => item.due).filter((day) => day > today).sort();
    const words = { due: String(due), waiting: String(waiting), day: typed.show("date", days[0] ?? "") };
    const says = waiting ? word(due ? "reviewDue" : "reviewLater", words) : word("reviewEmpty");
    part("status").textContent = wasDamaged ? `${word("reviewDamaged")} ${says}` : says;
    part("forget").hidden = !waiting;
    part("export").hidden = !waiting;
  }

  part("calendar").addEventListener("click", () => {
    const words = { title: word("calendarTitle"), text: word("calendarText") };
    saveFile(calendar.file(today, review.DAYS, words, location.href.split("#")[0] ?? ""), "text/calendar", "wiederholen.ics");
  });
  part("export").addEventListener("click", () => saveFile(review.write(shelf.list()), "text/plain", "wiederholen.txt"));
  part("forget").addEventListener("click", () => {
    shelf.keep({});
    next();
  });
  part("tools").hidden = false;
  next();
})();
