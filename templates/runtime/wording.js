// The words of the interface, which the builder puts in front of every script.

/** A text of the interface, its places filled. @type {(name: string, values?: Record<string, string>) => string} */
const word = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), integrifStrings[name] ?? "");
