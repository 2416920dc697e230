// @ts-check
// The question before work is destroyed: the only dialog that stops anybody.
import { part } from "./parts.js";

/**
 * @param {string} what what will happen
 * @param {string} go the word on the button that does it
 * @returns {Promise<boolean>} whether it was confirmed
 */
export function ask(what, go) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("question"));
  const text = part(dialog, "what");
  const button = part(dialog, "go");
  if (text) text.textContent = what;
  if (button) button.textContent = go;
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "go"), { once: true });
    dialog.showModal();
  });
}
