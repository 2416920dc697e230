// @ts-check
// Values that the learner measured. Inputs: data-action. Parts: told.
import { compare } from "../lib/told.js";

/** @param {HTMLElement} block */
export function mount(block) {
  const form = block.querySelector("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    compare(block, { fields: Object.fromEntries(new FormData(form)) });
  });
}
