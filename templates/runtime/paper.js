// Printing part of a page.

/** Print the page as one of its kinds; the style sheet knows what belongs on that paper. @type {(kind: string) => void} */
const printAs = (kind) => {
  const { classList } = document.documentElement;
  classList.add(kind);
  window.addEventListener("afterprint", () => classList.remove(kind), { once: true });
  window.print();
};
