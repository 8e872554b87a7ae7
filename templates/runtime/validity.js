// What holds for some time only says so to those who read it too early or too late: passages, and rows of rule tables.

for (const timed of forms.all(document.body, "[data-from], [data-until]")) {
  const { from = "", until = "9999" } = timed.dataset;
  const when = until < shownDay() ? "after" : shownDay() < from ? "before" : "";
  if (!when) continue;
  timed.dataset.outside = when;
  timed.querySelector(`.outdated[data-when="${when}"]`)?.removeAttribute("hidden");
}
