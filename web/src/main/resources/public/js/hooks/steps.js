// @ts-check
// The step list: folded on narrow screens; runs every cell of the step. Parts: run-all.
import { all } from "../lib/cells.js";
import { part } from "../lib/parts.js";

/** @param {HTMLElement} nav */
export function mount(nav) {
  const details = nav.querySelector("details");
  const narrow = matchMedia("(max-width: 47.99rem)");
  const fold = () => {
    if (details) details.open = !narrow.matches;
  };
  fold();
  narrow.addEventListener("change", fold);
  const button = /** @type {HTMLButtonElement | null} */ (part(nav, "run-all"));
  button?.addEventListener("click", async () => {
    button.disabled = true;
    for (const cell of all()) await cell.run();
    button.disabled = false;
  });
  return () => narrow.removeEventListener("change", fold);
}
