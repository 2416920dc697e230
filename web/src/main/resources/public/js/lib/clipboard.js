// @ts-check
// Copies text. A page that was not served over HTTPS nor by this computer has no navigator.clipboard.
import { make } from "./parts.js";

/** @param {string} text */
export async function toClipboard(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "sr", "aria-hidden": "true" }));
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  focused?.focus();
}
