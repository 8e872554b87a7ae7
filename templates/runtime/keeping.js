// What the learner reads and decides about keeping: where progress stays, export, taking it over, deletion, certainty.

/** @type {(root: HTMLElement, act: KeepingActs, name: string) => KeepingParts} */
const createKeeping = (root, act, name) => {
  const { word } = forms;
  const box = Object.assign(document.createElement("div"), { className: "saving" });
  const line = Object.assign(document.createElement("p"), { className: "saving-words" });
  line.setAttribute("role", "status");
  const rescue = Object.assign(document.createElement("p"), { className: "saving-rescue", textContent: `${word("rescue")} `, hidden: true });
  const code = document.createElement("code");
  rescue.append(code);
  const bar = Object.assign(document.createElement("div"), { className: "saving-actions" });
  const buttons = {
    remember: button(() => act.keep(true)),
    take: button(() => file.click()),
    export: button(() => saveFile(act.save(), "application/json", `${name}.json`)),
    forget: button(() => act.keep(false)),
    replace: button(() => act.replace()),
  };
  const file = Object.assign(document.createElement("input"), { type: "file", accept: ".json,application/json", hidden: true });
  file.setAttribute("aria-label", word("take"));
  file.addEventListener("change", () => file.files?.[0]?.text().then(act.load));
  bar.append(...Object.values(buttons), file);
  box.append(line, rescue, bar, certaintySwitch());
  box.tabIndex = -1;
  (root.querySelector(".module-head, .package-head") ?? root).append(box);
  const alarm = button(() => box.focus());
  alarm.className = "saving-alarm";
  alarm.textContent = word("alarm");
  root.append(alarm);
  const log = document.querySelector(".report-log");
  const copy = /** @type {HTMLElement | null} */ (document.querySelector(".report-copy"));
  const taking = /** @type {HTMLElement | null} */ (document.querySelector(".take-text"));
  copy?.addEventListener("click", copyLog);
  taking?.querySelector("button")?.addEventListener("click", () => act.takeText(taking.querySelector("textarea")?.value ?? ""));
  taking?.removeAttribute("hidden");

  /** @type {(action: () => void) => HTMLButtonElement} */
  function button(action) {
    const made = Object.assign(document.createElement("button"), { type: "button", hidden: true });
    made.addEventListener("click", action);
    return made;
  }

  /** Marked in any case, since a platform's frame may forbid the clipboard. */
  function copyLog() {
    if (!log) return;
    getSelection()?.selectAllChildren(log);
    navigator.clipboard?.writeText(log.textContent ?? "").catch(() => undefined);
  }

  function certaintySwitch() {
    const made = Object.assign(document.createElement("p"), { className: "certainty-switch" });
    const input = Object.assign(document.createElement("input"), { type: "checkbox", id: "certainty-switch" });
    input.addEventListener("change", () => act.certainty(input.checked));
    made.append(input, Object.assign(document.createElement("label"), { htmlFor: input.id, textContent: word("askCertainty") }));
    return made;
  }

  // A world that has no word for a button never shows it.
  for (const [key, made] of Object.entries(buttons)) made.textContent = word(key);
  return {
    say(words, text = "") {
      if (line.textContent !== words) line.textContent = words;
      rescue.hidden = !text;
      code.textContent = text;
    },
    alarm(ringing) {
      alarm.hidden = !ringing;
    },
    draw(keeping) {
      const pressed = document.activeElement;
      buttons.remember.hidden = keeping !== "offered";
      buttons.take.hidden = keeping !== "offered";
      buttons.export.hidden = keeping !== "device";
      buttons.forget.hidden = keeping !== "device";
      buttons.replace.hidden = keeping !== "held";
      // A button that hides itself would leave the keyboard nowhere.
      const pressedOne = pressed instanceof HTMLElement && bar.contains(pressed) && pressed.hidden;
      if (pressedOne) Object.values(buttons).find((made) => !made.hidden)?.focus();
    },
    log(lines) {
      if (log) log.textContent = lines.join("\n");
      copy?.toggleAttribute("hidden", !lines.length);
    },
  };
};
