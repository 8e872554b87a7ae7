// Reads the modules of a page: settings, questions with their players, steps.

/** @type {(element: ParentNode, name: string) => any} */
const jsonOf = (element, name) => JSON.parse(element.querySelector(`script.${name}`)?.textContent ?? "null");

/** @type {(article: HTMLElement, onJudged: OnJudged) => {unit: Unit, players: Player[]}} */
const readUnit = (article, onJudged) => {
  /** @type {Settings} */
  const settings = jsonOf(article, "module-settings");
  const players = forms.all(article, ".question").map((section) => createPlayer(section, onJudged));
  for (const { data } of players) data.name = `${settings.module}_${data.name}`;
  const steps = forms.all(article, "[data-step]").filter(({ dataset }) => dataset.step).map(({ id, dataset }) => ({ id, code: dataset.step ?? "" }));
  return { unit: { module: settings.module, settings, questions: players.map(({ data }) => data), steps }, players };
};
