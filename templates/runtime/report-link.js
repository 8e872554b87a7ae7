// On a module's page: the way to report a mistake in a question, which it names by its id.

extras.push(({ root, learner }) => {
  const address = root.dataset.report;
  if (!address) return;
  for (const { section, data } of learner.players) {
    const href = address.replace(encodeURIComponent("{question}"), data.id);
    section.querySelector(".question-after")?.append(Object.assign(document.createElement("a"), { className: "report-question", href, rel: "noopener noreferrer", textContent: forms.word("reportQuestion") }));
  }
});
