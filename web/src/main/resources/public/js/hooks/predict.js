// @ts-check
// A question before a run. Keeps what is chosen; after the run of its cell shows prediction and outcome.
//
// Inputs: data-action, data-fragment, data-cell. Parts: kept, why. Hears: run-ended.
import { hear } from "../lib/bus.js";
import { fragment, send } from "../lib/http.js";
import { parseFragment, part, replace } from "../lib/parts.js";
import { say } from "../lib/text.js";

/** @param {HTMLElement} block */
export function mount(block) {
  const note = part(block, "kept");
  block.addEventListener("change", async (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const body = field.type === "radio" ? { option: field.value } : { why: field.value };
    try {
      await send("POST", block.dataset.action ?? "", body);
      if (note) note.textContent = say("predicted");
    } catch (error) {
      if (note) note.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  return hear("run-ended", async ({ cell }) => {
    const predicted = block.querySelector("input:checked") || part(block, "why");
    if (cell !== block.dataset.cell || !predicted) return;
    replace(block, parseFragment(await fragment(block.dataset.fragment ?? "")));
  });
}
