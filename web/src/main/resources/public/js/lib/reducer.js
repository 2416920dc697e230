// @ts-check
// One run as the page knows it: a value that each event of its stream turns into the next. Pure.
import { append, emptyOutput } from "./output.js";

/**
 * @typedef {import("./output.js").Output} Output
 * @typedef {{resource: string, place: string, limit: number, unit: string, source: string, evidence: string}} Limit
 * @typedef {{
 *   phase: "waiting" | "running" | "ended" | "gone",
 *   output: Output,
 *   workloadCalls: number,
 *   engineCalls: number,
 *   limits: Limit[],
 *   summary: {number?: number, code?: number, wallNanos?: number},
 *   cause: string,
 *   lastEvent: number,
 * }} RunState
 * @typedef {{id: number, type: string, data: any}} RunEvent
 */

/** @returns {RunState} */
export function newRun() {
  return {
    phase: "waiting",
    output: emptyOutput(),
    workloadCalls: 0,
    engineCalls: 0,
    limits: [],
    summary: {},
    cause: "",
    lastEvent: -1,
  };
}

/** Whether nothing more will come. @param {RunState} state */
export function isOver(state) {
  return state.phase === "ended" || state.phase === "gone";
}

/**
 * The run after one more event. An event that was seen before, or that comes after the end, changes nothing: a
 * stream may repeat events when it is resumed.
 *
 * @param {RunState} state
 * @param {RunEvent} event
 * @returns {RunState}
 */
export function applyEvent(state, event) {
  if (event.id <= state.lastEvent || isOver(state)) return state;
  const next = { ...state, lastEvent: event.id };
  switch (event.type) {
    case "started":
      return { ...next, phase: "running" };
    case "output":
      return { ...next, output: append(state.output, event.data.stream, event.data.text) };
    case "progress":
      return { ...next, workloadCalls: event.data.workload, engineCalls: event.data.engine };
    case "limit":
      return { ...next, limits: [...state.limits, event.data] };
    case "ended":
      return { ...next, phase: "ended", summary: event.data.summary ?? {} };
    case "gone":
      return { ...next, phase: "gone", cause: event.data.cause ?? "" };
    default:
      return next;
  }
}
