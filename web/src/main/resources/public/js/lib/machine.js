// @ts-check
// The learner's machine, for what needs one: asks for it where there is none yet. Tells: machine.
import { tell } from "./bus.js";
import { Refused, send } from "./http.js";

/** How often it is asked for; each time the server waits up to three seconds. */
const TRIES = 10;

const COMING = ["machine-none", "machine-starting"];

/** Asks for a machine, and has the start state of the page's step built on it. */
export async function openMachine() {
  const frame = /** @type {HTMLElement | null} */ (document.querySelector("[data-lesson]"));
  if (!frame) return;
  const { lesson, step } = frame.dataset;
  await send("POST", `/api/lessons/${lesson}/open`, { step });
}

/**
 * Does something on the machine, once there is one.
 *
 * @template T
 * @param {() => Promise<T>} request
 * @returns {Promise<T>}
 */
export async function onMachine(request) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (attempt === TRIES || !(error instanceof Refused) || !COMING.includes(error.code)) throw error;
      await openMachine();
      tell("machine", { state: "ask" });
    }
  }
}
