// What the device gives: storage, its day, a file to save.

/** Storage may be forbidden; then the page works and says that nothing is kept. @type {<T>(use: (storage: Storage) => T) => T | null} */
const onDevice = (use) => {
  try {
    return use(window.localStorage);
  } catch {
    return null;
  }
};

/** The learner's own day (ISO), not that of Greenwich. @type {() => string} */
const localDay = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** The day whose dates are shown: today, or the one an editor asks a page of the site for. @type {() => string} */
const shownDay = () => document.documentElement.dataset.day ?? localDay();

/** The id in the address; what follows a ? (`#id?key=value`) is for the thing that stands there. @type {() => string} */
const fragment = () => location.hash.slice(1).split("?")[0] ?? "";

/** @type {(text: string, type: string, name: string) => void} */
const saveFile = (text, type, name) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
};
