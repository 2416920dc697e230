// @ts-check
// Questions about the idea. Inputs: data-action, data-fragment, and data-question on each question.
import { fragment, send } from "../lib/http.js";
import { parseFragment, replace } from "../lib/parts.js";

/** @param {HTMLElement} block */
export function mount(block) {
  block.querySelector("form")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    /** @type {Record<string, string>} */
    const answers = {};
    for (const question of /** @type {NodeListOf<HTMLElement>} */ (block.querySelectorAll("[data-question]"))) {
      const chosen = /** @type {HTMLInputElement | null} */ (question.querySelector("input:checked"));
      if (chosen) answers[question.dataset.question ?? ""] = chosen.value;
    }
    await send("POST", block.dataset.action ?? "", { answers });
    const fresh = parseFragment(await fragment(block.dataset.fragment ?? ""));
    replace(block, fresh);
    fresh.querySelector("button")?.focus();
  });
}
