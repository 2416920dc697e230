// @ts-check
// A picture that follows the machine. What was unfolded in it stays so.
//
// Inputs: data-fragment, data-machine-state (the machine's when it was drawn). Hears: run-ended, machine, reachable.
import { hear } from "../lib/bus.js";
import { fragment } from "../lib/http.js";
import { parseFragment, replace } from "../lib/parts.js";

/** @param {HTMLElement} figure */
export function mount(figure) {
  let alive = true;
  let ready = figure.dataset.machineState === "ready";
  const refresh = async () => {
    const fresh = parseFragment(await fragment(figure.dataset.fragment ?? ""));
    if (!alive) return;
    unfold(figure, fresh);
    replace(figure, fresh);
  };
  // Drawn before there was a machine, it is drawn again on the one that has come.
  const follow = (/** @type {string | undefined} */ state) => {
    if (state === "ready" && !ready) {
      ready = true;
      refresh();
    }
  };
  follow(/** @type {HTMLElement | null} */ (document.getElementById("machine"))?.dataset.machineState);
  const cleanups = [
    hear("run-ended", refresh),
    hear("machine", ({ state }) => follow(state)),
    hear("reachable", refresh),
  ];
  return () => {
    alive = false;
    for (const cleanup of cleanups) cleanup();
  };
}

/** @param {Element} old @param {Element} fresh the same picture, if it has as many parts to unfold */
function unfold(old, fresh) {
  const before = old.querySelectorAll("details");
  const after = fresh.querySelectorAll("details");
  if (before.length === after.length) after.forEach((part, at) => (part.open = before[at].open));
}
