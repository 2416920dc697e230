// @ts-check
// What the server says about a text, line by line. Pure.

/**
 * @typedef {{level: "error" | "warning", rule: string, line: number, column: number, endLine: number,
 *   endColumn: number, message: string, expected: string}} Note lines and columns count from 1, columns in characters
 */

/**
 * Where a note stands in a text, as offsets; never empty and never outside, also if the text has changed since.
 *
 * @param {string} text
 * @param {Note} note
 * @returns {{from: number, to: number}}
 */
export function span(text, note) {
  const from = offset(text, note.line, note.column);
  const to = offset(text, note.endLine, note.endColumn);
  if (to > from) return { from, to };
  const end = text.indexOf("\n", from);
  const line = end < 0 ? text.length : end;
  if (line > from) return { from, to: Math.min(line, from + 1) };
  return { from: Math.max(0, from - 1), to: Math.max(0, from) };
}

/** @param {string} text @param {number} line @param {number} column in characters @returns {number} */
function offset(text, line, column) {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  const content = text.slice(start, end < 0 ? text.length : end);
  return start + [...content].slice(0, column - 1).join("").length;
}

/**
 * The worst level of each line that something is said about.
 *
 * @param {Note[]} notes
 * @returns {Map<number, "error" | "warning">}
 */
export function levels(notes) {
  /** @type {Map<number, "error" | "warning">} */
  const found = new Map();
  for (const { line, level } of notes) if (found.get(line) !== "error") found.set(line, level);
  return found;
}

/** How many errors and warnings there are. @param {Note[]} notes */
export function counts(notes) {
  const errors = notes.filter((note) => note.level === "error").length;
  return { errors, warnings: notes.length - errors };
}
