// @ts-check
// Which command a key stands for. Pure.

/**
 * @typedef {{key: string, code?: string, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, altKey: boolean,
 *   isComposing: boolean, keyCode: number}} Key
 */

/**
 * Whether a syllable is being composed: then no key acts. Browsers say so in one of two ways.
 *
 * @param {Key} key
 */
export function composing(key) {
  return key.isComposing || key.keyCode === 229;
}

/**
 * The command of a key in an editor, or the empty string.
 *
 * @param {Key} key
 * @param {boolean} selection whether text is selected
 * @param {boolean} running whether the cell runs
 */
export function inEditor(key, selection, running) {
  if (composing(key)) return "";
  const control = key.ctrlKey || key.metaKey;
  if (key.key === "Enter" && control && key.shiftKey) return "check";
  if (key.key === "Enter" && control) return "run";
  if (key.key === "Enter" && key.shiftKey) return "run-next";
  if (key.key === "Escape") return "leave";
  if (running && !selection && key.ctrlKey && !key.metaKey && letter(key) === "c") return "stop";
  return "";
}

/**
 * The command of a key anywhere on the page, or the empty string.
 *
 * @param {Key} key
 * @param {boolean} typing whether the focus is in an editor, a field or the terminal
 */
export function onPage(key, typing) {
  if (composing(key)) return "";
  const control = key.ctrlKey || key.metaKey;
  if (key.ctrlKey && (key.key === "`" || key.code === "Backquote")) return "terminal";
  if (control && !key.shiftKey && letter(key) === "k") return "palette";
  if (control && key.shiftKey && key.key === "Enter") return "check";
  if (typing || control || key.altKey) return "";
  const single = SINGLE[key.key] ?? SINGLE[letter(key)];
  return single ?? "";
}

/** @type {Record<string, string>} */
const SINGLE = {
  "?": "keys",
  "[": "previous",
  "]": "next",
  r: "receipt",
  h: "hint",
  p: "projector",
  j: "down",
  k: "up",
  Enter: "enter",
};

/** The Latin letter on the key, also while the keyboard writes Hangul. @param {Key} key */
function letter(key) {
  if (/^[a-z]$/i.test(key.key)) return key.key.toLowerCase();
  return /^Key[A-Z]$/.test(key.code ?? "") ? (key.code ?? "").slice(3).toLowerCase() : "";
}
