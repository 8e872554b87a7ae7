// What keeps a form from going on: said in words beside it and tied to each control concerned (WCAG 3.3.1).

/** @type {(element: HTMLElement) => (text: string, controls: HTMLElement[]) => void} */
const createError = (element) => {
  /** @type {HTMLElement[]} */
  let marked = [];

  /** @type {(control: HTMLElement, wrong: boolean) => void} */
  function describe(control, wrong) {
    const ids = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== element.id);
    const now = wrong ? [...ids, element.id] : ids;
    if (now.length) control.setAttribute("aria-describedby", now.join(" "));
    else control.removeAttribute("aria-describedby");
  }

  return (text, controls) => {
    element.textContent = text;
    element.hidden = !text;
    for (const control of marked) {
      control.removeAttribute("aria-invalid");
      describe(control, false);
    }
    marked = controls;
    for (const control of controls) {
      control.setAttribute("aria-invalid", "true");
      describe(control, true);
    }
  };
};
