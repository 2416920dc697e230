// @ts-check
// The step list: folded on narrow screens; runs every cell of the step; shows what a check passed.
//
// Inputs: data-fragment. Parts: run-all, passed. Hears: checked.
import { hear } from "../lib/bus.js";
import { all } from "../lib/cells.js";
import { fragment } from "../lib/http.js";
import { parseFragment, part } from "../lib/parts.js";

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
  const stop = hear("checked", async () => {
    const fresh = parseFragment(await fragment(nav.dataset.fragment ?? ""));
    for (const selector of ["[data-part='passed']", ".steps"]) {
      const next = fresh.querySelector(selector);
      if (next) nav.querySelector(selector)?.replaceChildren(...next.childNodes);
    }
  });
  return () => {
    stop();
    narrow.removeEventListener("change", fold);
  };
}
