// The page „Wiederholen“: what is due, one question after the other, mixed across modules; calendar file; deletion.

(() => {
  const found = /** @type {HTMLElement | null} */ (document.querySelector("[data-review]"));
  const sourcesElement = document.getElementById("review-sources");
  if (!found || !sourcesElement) return;
  const root = found;
  const { word } = forms;
  /** @type {Sources} */
  const sources = JSON.parse(sourcesElement.textContent ?? "");
  const part = partsOf(root);
  const today = localDay();
  const bank = createBank(sources, part("question"));
  const wasDamaged = shelf.damaged();

  /** The first question that is due and still there; one that is gone leaves the list. */
  async function next() {
    for (const key of review.due(shelf.list(), today)) {
      const [module = "", id = ""] = key.split("/");
      const loaded = await bank.load(module);
      if (id in bank.questions(module)) return show(key, module, id);
      if (loaded || !sources[module]) shelf.keep(review.remove(shelf.list(), key));
    }
    part("question").replaceChildren();
    draw();
  }

  /** @type {(key: string, module: string, id: string) => void} */
  function show(key, module, id) {
    let answered = false;
    const goOn = Object.assign(document.createElement("button"), { type: "button", className: "primary", textContent: word("nextQuestion"), hidden: true });
    goOn.addEventListener("click", () => next().then(() => part("status").focus()));
    const judged = (/** @type {QuestionData} */ data, /** @type {Score} */ { verdict }) => {
      if (!answered) shelf.keep(review.answered(shelf.list(), key, data.kind !== "open" && verdict === "right", today));
      answered = true;
      goOn.hidden = false;
      draw();
    };
    bank.ask(module, id, today, judged).after(goOn);
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
