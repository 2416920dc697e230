// @ts-check
// Buttons that put a step or the machine back, after a question.
//
// Inputs: data-reset (step or machine), data-action. Tells: machine.
import { tell } from "../lib/bus.js";
import { all, place } from "../lib/cells.js";
import { send } from "../lib/http.js";
import { ask } from "../lib/question.js";
import { forget } from "../lib/storage.js";
import { say } from "../lib/text.js";

/** @param {HTMLButtonElement} button */
export function mount(button) {
  const step = button.dataset.reset === "step";
  const word = button.textContent;
  button.addEventListener("click", async () => {
    const confirmed = await (step ? ask(say("resetstep"), say("reset")) : ask(say("resetmachine"), say("renew")));
    if (!confirmed) return;
    button.disabled = true;
    button.textContent = say("working");
    try {
      await send("POST", button.dataset.action ?? "", step ? undefined : { keepFiles: true });
      if (step) restart();
      else tell("machine", { state: "ask" });
      button.textContent = word;
    } catch (error) {
      button.textContent = error instanceof Error ? error.message : String(error);
    }
    button.disabled = false;
  });
}

/** Nothing of the step is kept here either. */
function restart() {
  for (const cell of all()) {
    forget(`draft:${place()}/${cell.id}`);
    forget(`receipt:${place()}/${cell.id}`);
  }
  location.reload();
}
