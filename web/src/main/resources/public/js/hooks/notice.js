// @ts-check
// What is said when the machine is gone, and the two ways on.
//
// Inputs: data-fragment. Parts: rebuild, empty. Hears: machine. Tells: machine.
import { hear, tell } from "../lib/bus.js";
import { all } from "../lib/cells.js";
import { fragment, send } from "../lib/http.js";
import { parseFragment, part, replace } from "../lib/parts.js";
import { ask } from "../lib/question.js";
import { say } from "../lib/text.js";

/** @param {HTMLElement} notice */
export function mount(notice) {
  let alive = true;
  const stop = hear("machine", async ({ state }) => {
    const bad = state === "gone" || state === "failed";
    if (state === "ask" || bad === !notice.hidden) return;
    const fresh = parseFragment(await fragment(notice.dataset.fragment ?? ""));
    if (alive) replace(notice, fresh);
  });
  part(notice, "rebuild")?.addEventListener("click", () => rebuild(notice));
  part(notice, "empty")?.addEventListener("click", async () => {
    if (await ask(say("emptymachine"), say("renew"))) await renew(notice, false);
  });
  return () => {
    alive = false;
    stop();
  };
}

/** @param {HTMLElement} notice @param {boolean} keepFiles @returns {Promise<boolean>} whether there is a new one */
async function renew(notice, keepFiles) {
  const buttons = notice.querySelectorAll("button");
  const disable = (/** @type {boolean} */ on) => buttons.forEach((button) => (button.disabled = on));
  disable(true);
  try {
    const { state } = await send("POST", "/api/machine/reset", { keepFiles });
    tell("machine", { state });
    tell("machine", { state: "ask" });
    return true;
  } catch (error) {
    disable(false);
    note(notice, error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** A new machine, and the cells of this step that were run, again in their order. @param {HTMLElement} notice */
async function rebuild(notice) {
  const cells = all().filter((cell) => cell.hasResult());
  if (!(await renew(notice, true))) return;
  let done = 0;
  for (const cell of cells) {
    note(notice, say("replay", { done: ++done, count: cells.length }));
    await cell.run();
  }
}

/** @param {HTMLElement} notice @param {string} sentence below the buttons */
function note(notice, sentence) {
  const line = notice.querySelector("p.small");
  if (line) line.textContent = sentence;
}
