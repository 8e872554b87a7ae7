// On the page of a module: where everything that is kept on this device stands together.

extras.push(({ root, keeps }) => {
  if (!keeps || !about.here()) return;
  const link = Object.assign(document.createElement("a"), { href: "../mein-lernen.html", textContent: forms.word("ownLearning") });
  const place = Object.assign(document.createElement("p"), { className: "to-own" });
  place.append(link);
  root.querySelector(".saving-actions")?.after(place);
});
