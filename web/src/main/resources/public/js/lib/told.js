// @ts-check
// What the server says about answers. Parts: told.
import { send } from "./http.js";
import { onMachine } from "./machine.js";
import { part } from "./parts.js";
import { say } from "./text.js";

/**
 * Sends answers and shows what is said about them.
 *
 * @param {HTMLElement} block
 * @param {unknown} body
 */
export async function compare(block, body) {
  const told = part(block, "told");
  if (!told) return;
  delete told.dataset.state;
  told.textContent = say("working");
  try {
    const answer = await onMachine(() => send("POST", block.dataset.action ?? "", body));
    told.dataset.state = answer?.passed ? "passed" : "failed";
    told.textContent = answer?.message ?? "";
  } catch (error) {
    told.dataset.state = "failed";
    told.textContent = error instanceof Error ? error.message : String(error);
  }
}
