// @ts-check
// Sentences with blanks, as the server's texts have them: {name}, and {count#one#many}.

/**
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  return template.replace(/\{([a-zA-Z]+)(?:#([^{}#]*)#([^{}#]*))?\}/g, (blank, name, one, many) => {
    const value = values[name];
    if (value === undefined) return blank;
    if (one === undefined) return String(value);
    return String(value) === "1" ? one : many;
  });
}

/** @type {Record<string, string> | undefined} */
let texts;

/**
 * The page's text of that key.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  texts ??= /** @type {Record<string, string>} */ (JSON.parse(document.getElementById("texts")?.textContent ?? "{}"));
  return fill(texts[key] ?? key, values);
}
