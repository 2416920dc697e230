// @ts-check
// When to try again. Pure.

/** Seconds before the nth try, from 1: doubling, at most thirty. @param {number} attempt */
export function pause(attempt) {
  return Math.min(30, 2 ** Math.max(0, attempt - 1));
}
