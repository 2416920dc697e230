// @ts-check
// Buttons that put a step, the machine or its files back, after a question.
//
// Inputs: data-reset (step, machine or files), data-action. Tells: machine.
import { tell } from "../lib/bus.js";
import { all, place } from "../lib/cells.js";
import { send } from "../lib/http.js";
import { ask } from "../lib/question.js";
import { forget } from "../lib/storage.js";
import { say } from "../lib/text.js";

/** @param {HTMLButtonElement} button */
export function mount(button) {
  const kind = button.dataset.reset ?? "machine";
  const answer = { step: "reset", machine: "renew", files: "goback" }[kind] ?? "reset";
  const word = button.textContent;
  button.addEventListener("click", async () => {
    const confirmed = await ask(say(`reset${kind}`), say(answer));
    if (!confirmed) return;
    button.disabled = true;
    button.textContent = say("working");
    try {
      await send("POST", button.dataset.action ?? "", kind === "machine" ? { keepFiles: true } : undefined);
      if (kind === "step") restart();
      else if (kind === "files") location.reload();
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
