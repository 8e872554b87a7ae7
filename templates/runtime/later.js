// On a module's page: „Später wiederholen“ at each question that was judged.
extras.push(({ root, learner: { settings, players }, keeps }) => {
  /** @type {(player: Player) => void} */
  function offer(player) {
    const key = `${settings.name}/${player.data.id}`;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "later" });
    const draw = () => {
      const wanted = key in shelf.list();
      button.setAttribute("aria-pressed", String(wanted));
      button.textContent = forms.word("later");
    };
    button.addEventListener("click", () => {
      const list = shelf.list();
      const kept = shelf.keep(key in list ? review.remove(list, key) : review.add(list, key, localDay()));
      draw();
      if (!kept) button.textContent = forms.word("notOnDevice");
    });
    draw();
    player.section.querySelector(".question-after")?.append(button);
  }

  if (keeps && root.dataset.reviewable) players.filter((player) => player.data.scored).forEach(offer);
});
