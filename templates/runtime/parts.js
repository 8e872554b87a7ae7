// The parts of a piece of a page by the names its template gives them.

/** @type {(root: ParentNode) => (name: string, within?: ParentNode) => HTMLElement} */
const partsOf = (root) => (name, within = root) => /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
