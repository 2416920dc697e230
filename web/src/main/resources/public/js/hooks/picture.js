// @ts-check
// A picture that follows the machine. Inputs: data-fragment. Hears: run-ended, reachable.
import { hear } from "../lib/bus.js";
import { fragment } from "../lib/http.js";
import { parseFragment, replace } from "../lib/parts.js";

/** @param {HTMLElement} figure */
export function mount(figure) {
  let alive = true;
  const refresh = async () => {
    const fresh = parseFragment(await fragment(figure.dataset.fragment ?? ""));
    if (alive) replace(figure, fresh);
  };
  const cleanups = [hear("run-ended", refresh), hear("reachable", refresh)];
  return () => {
    alive = false;
    for (const cleanup of cleanups) cleanup();
  };
}
