// @ts-check
// The strip that stands while the server cannot be reached, and tries again by itself.
//
// Parts: words, now. Hears: unreachable. Tells: reachable.
import { hear, tell } from "../lib/bus.js";
import { part } from "../lib/parts.js";
import { pause } from "../lib/retry.js";
import { say } from "../lib/text.js";

/** Milliseconds to wait for an answer. */
const PATIENCE = 5000;

/** @param {HTMLElement} strip */
export function mount(strip) {
  const words = part(strip, "words");
  let attempt = 0;
  let timer = 0;
  let asking = false;
  const count = (/** @type {number} */ seconds) => {
    if (seconds === 0) return probe();
    if (words) words.textContent = say("offline", { seconds, count: attempt });
    timer = window.setTimeout(() => count(seconds - 1), 1000);
  };
  /** Any answer will do: the server is there. A broken stream alone does not say that it is gone. */
  const probe = async () => {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    if (words && !strip.hidden) words.textContent = say("connecting", { count: attempt });
    try {
      await fetch("/api/machine", { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      if (!strip.hidden) tell("reachable", {});
      strip.hidden = true;
      attempt = 0;
    } catch {
      strip.hidden = false;
      count(pause(++attempt));
    }
    asking = false;
  };
  const lost = () => {
    if (strip.hidden) probe();
  };
  part(strip, "now")?.addEventListener("click", probe);
  addEventListener("offline", lost);
  const stop = hear("unreachable", lost);
  return () => {
    removeEventListener("offline", lost);
    stop();
  };
}
