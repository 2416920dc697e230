// @ts-check
// The machine panel: opens the lesson's machine, follows it, and copies its state to the bar.
//
// Inputs: data-fragment, data-machine-state. Hears: run-ended, reachable, machine. Tells: machine.
import { hear, tell } from "../lib/bus.js";
import { fragment } from "../lib/http.js";
import { openMachine } from "../lib/machine.js";
import { parseFragment, part, replace } from "../lib/parts.js";

/** Milliseconds between looks at a machine that is on its way, and at one that is there. */
const SOON = 1500;
const LATER = 15_000;

let opened = false;

/** @param {HTMLElement} panel */
export function mount(panel) {
  const state = panel.dataset.machineState ?? "none";
  let timer = 0;
  let alive = true;
  const later = (/** @type {number} */ wait) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => (document.hidden ? later(wait) : refresh()), wait);
  };
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const fresh = /** @type {HTMLElement} */ (parseFragment(await fragment(panel.dataset.fragment ?? "")));
      if (!alive) return;
      const scroll = panel.scrollTop;
      replace(panel, fresh);
      fresh.scrollTop = scroll;
    } catch {
      if (alive) later(LATER);
    }
  };
  showInBar(panel);
  tell("machine", { state });
  if (!opened && state !== "ready") {
    openMachine()
      .catch((error) => console.warn("open", error))
      .then(refresh);
  }
  opened = true;
  later(state === "starting" || state === "queued" ? SOON : LATER);
  const cleanups = [
    hear("run-ended", refresh),
    hear("reachable", refresh),
    hear("machine", (detail) => (detail.state === "ask" || detail.seen) && refresh()),
  ];
  return () => {
    alive = false;
    clearTimeout(timer);
    for (const cleanup of cleanups) cleanup();
  };
}

/** @param {HTMLElement} panel */
function showInBar(panel) {
  const chip = part(panel, "machine-chip");
  const bar = document.querySelector(".bar");
  if (!chip || !bar) return;
  const copy = /** @type {HTMLElement} */ (chip.cloneNode(true));
  copy.hidden = false;
  part(bar, "machine-chip")?.replaceWith(copy);
}
