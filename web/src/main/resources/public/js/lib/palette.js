// @ts-check
// Which commands fit what was typed. Pure.

/**
 * @typedef {{name: string, title: string}} Command
 */

/**
 * The commands whose title holds every word typed; those that begin with it first.
 *
 * @param {Command[]} commands
 * @param {string} typed
 * @returns {Command[]}
 */
export function matching(commands, typed) {
  const words = normal(typed).split(/\s+/).filter(Boolean);
  const found = commands.filter((command) => words.every((word) => normal(command.title).includes(word)));
  const begins = (/** @type {Command} */ command) => (words[0] && normal(command.title).startsWith(words[0]) ? 0 : 1);
  return found.sort((one, other) => begins(one) - begins(other));
}

/** @param {string} text */
function normal(text) {
  return text.normalize("NFC").toLowerCase();
}
