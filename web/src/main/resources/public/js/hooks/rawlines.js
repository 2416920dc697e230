// @ts-check
// Filters the raw lines of a receipt by every word that is typed. Parts: filter.
import { part } from "../lib/parts.js";

/** @param {HTMLElement} details */
export function mount(details) {
  const filter = /** @type {HTMLInputElement | null} */ (part(details, "filter"));
  if (!filter) return;
  filter.hidden = false;
  const lines = [.../** @type {NodeListOf<HTMLElement>} */ (details.querySelectorAll(".raw > span"))];
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const line of lines) {
      const text = (line.textContent ?? "").toLowerCase();
      line.hidden = !words.every((word) => text.includes(word));
    }
  });
}
