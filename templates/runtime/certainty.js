// „Wie sicher sind Sie?“ below a question, when the learner wants to be asked. Never part of the score.

/** @type {(section: HTMLElement, id: string) => {read(): Certainty, write(value: Certainty): void, enable(wanted: boolean): void, show(wanted: boolean): void}} */
const createCertainty = (section, id) => {
  const box = document.createElement("fieldset");
  box.className = "certainty";
  box.append(Object.assign(document.createElement("legend"), { textContent: integrifStrings.howSure ?? "" }));
  const inputs = ["guessed", "ratherSure", "sure"].map((name, index) => {
    const input = Object.assign(document.createElement("input"), { type: "radio", name: `${id}-sure`, id: `${id}-sure-${index + 1}`, value: String(index + 1) });
    const label = Object.assign(document.createElement("label"), { htmlFor: input.id, textContent: integrifStrings[name] ?? "" });
    const pair = Object.assign(document.createElement("span"), { className: "certainty-choice" });
    pair.append(input, label);
    box.append(pair);
    return input;
  });
  section.querySelector(".question-actions")?.before(box);
  return {
    read: () => /** @type {Certainty} */ (Number(inputs.find((input) => input.checked)?.value ?? 0)),
    write: (value) => inputs.forEach((input) => (input.checked = Number(input.value) === value)),
    enable: (wanted) => (box.disabled = !wanted),
    show: (wanted) => (box.hidden = !wanted),
  };
};
