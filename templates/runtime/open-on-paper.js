// What readers open on the screen stands open on paper; afterwards it is as they left it.

for (const folded of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details[data-open-on-paper]"))) {
  let wasOpen = false;
  window.addEventListener("beforeprint", () => { wasOpen = folded.open; folded.open = true; });
  window.addEventListener("afterprint", () => { folded.open = wasOpen; });
}
