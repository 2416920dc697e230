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

/** What is asked before, and the word that says yes. @type {Record<string, [string, string]>} */
const QUESTIONS = {
  step: ["resetstep", "reset"],
  machine: ["resetmachine", "renew"],
  files: ["resetfiles", "goback"],
};

/** @param {HTMLButtonElement} button */
export function mount(button) {
  const kind = button.dataset.reset ?? "machine";
  const [question, answer] = QUESTIONS[kind] ?? QUESTIONS.step;
  const word = button.textContent;
  button.addEventListener("click", async () => {
    const confirmed = await ask(say(question), say(answer));
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
