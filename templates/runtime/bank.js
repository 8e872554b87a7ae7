// Questions outside of their modules: each module's come in a classic script of its own, which works from a disk, too.

/** @type {(sources: Sources, box: HTMLElement) => Bank} */
const createBank = (sources, box) => {
  /** What the scripts of the modules bring. @type {Record<string, Record<string, string>>} */
  const brought = (/** @type {any} */ (window).integrifQuestions ??= {});
  const NONE = Object.create(null);

  /** @type {(module: string) => Record<string, string>} */
  const questions = (module) => Object.assign(Object.create(null), brought[module] ?? NONE);

  /** @type {(module: string) => Promise<boolean>} */
  function load(module) {
    const source = sources[module];
    if (brought[module]) return Promise.resolve(true);
    if (!source) return Promise.resolve(false);
    return new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src: source.script, onload: () => done(true), onerror: () => done(false) });
      document.head.append(script);
    });
  }

  /** @type {(module: string, id: string) => QuestionData} */
  function data(module, id) {
    const read = Object.assign(document.createElement("template"), { innerHTML: questions(module)[id] ?? "" });
    return JSON.parse(read.content.querySelector("script.question-data")?.textContent ?? "{}");
  }

  /** The question in the box, with the way to its module, which is given back. @type {Bank["ask"]} */
  function ask(module, id, seed, judged) {
    box.innerHTML = questions(module)[id] ?? "";
    const source = Object.assign(document.createElement("p"), { className: "review-source" });
    source.append(Object.assign(document.createElement("a"), { href: sources[module]?.page ?? "", textContent: forms.word("readAgain", { module: sources[module]?.title ?? module }) }));
    const section = /** @type {HTMLElement} */ (box.querySelector(".question"));
    section.after(source);
    createPlayer(section, (asked, _, found) => judged(asked, found)).arrange(seed);
    return source;
  }

  return { load, questions, data, ask };
};
