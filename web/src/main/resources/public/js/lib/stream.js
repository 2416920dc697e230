// @ts-check
// The events of a run, one after the other, across broken connections.
import { tell } from "./bus.js";
import { pause } from "./retry.js";

const EVENTS = ["started", "output", "progress", "limit", "ended", "gone"];

/**
 * @typedef {import("./reducer.js").RunEvent} RunEvent
 */

/**
 * Reads until an event ends the run. A browser resumes a broken stream by itself where it broke; a stream that the
 * server refuses is asked for again, more and more slowly.
 *
 * @param {string} address
 * @param {(event: RunEvent) => void} listener
 * @returns {() => void} stops reading
 */
export function readRun(address, listener) {
  /** @type {EventSource} */
  let source;
  let attempt = 0;
  let timer = 0;
  const open = () => {
    source = new EventSource(address);
    source.onopen = () => (attempt = 0);
    source.onerror = () => {
      tell("unreachable", {});
      if (source.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(open, pause(++attempt) * 1000);
    };
    for (const type of EVENTS)
      source.addEventListener(type, (message) => {
        const { lastEventId, data } = /** @type {MessageEvent} */ (message);
        if (type === "ended" || type === "gone") source.close();
        listener({ id: Number(lastEventId), type, data: JSON.parse(data) });
      });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
