// What a page may be given besides the player: a tracker for the world it stands in, and extras that only some worlds have.
// Each file adds itself; main.js takes what fits.

/** Adapters, the first that fits is taken. @type {((learner: Learner) => Tracker | null)[]} */
const trackers = [];

/** Called once when everything stands. @type {((page: {root: HTMLElement, learner: Learner, keeps: boolean}) => void)[]} */
const extras = [];
