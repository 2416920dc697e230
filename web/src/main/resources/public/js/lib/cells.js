// @ts-check
// The cells of the page, in reading order, for whatever wants to run or reach them.

/**
 * @typedef {{
 *   id: string,
 *   name: string,
 *   element: HTMLElement,
 *   run: () => Promise<void>,
 *   stop: () => void,
 *   enter: () => void,
 *   hasResult: () => boolean,
 *   flush: () => Promise<void>,
 * }} CellHandle
 */

/** @type {Map<HTMLElement, CellHandle>} */
const cells = new Map();

/** @param {CellHandle} cell @returns {() => void} takes it out again */
export function register(cell) {
  cells.set(cell.element, cell);
  return () => cells.delete(cell.element);
}

/** @returns {CellHandle[]} */
export function all() {
  return [...cells.values()].sort((one, other) =>
    one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

/** The cell that holds the focus, or null. */
export function current() {
  return all().find((cell) => cell.element.contains(document.activeElement)) ?? null;
}

/** The cell after that one, or null. @param {HTMLElement} element */
export function after(element) {
  const list = all();
  return list[list.findIndex((cell) => cell.element === element) + 1] ?? null;
}

/** The lesson and the step that the page shows, as keys for what this browser keeps. */
export function place() {
  const frame = document.querySelector("[data-lesson]");
  return `${frame?.getAttribute("data-lesson")}/${frame?.getAttribute("data-step")}`;
}
