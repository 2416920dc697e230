// @ts-check
// Where the focus can go.

const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled])," +
  " summary, [contenteditable='true'], [tabindex]:not([tabindex='-1'])";

/**
 * The first element after that one, and outside it, that the focus can go to; null if there is none.
 *
 * @param {Element} element
 * @returns {HTMLElement | null}
 */
export function focusableAfter(element) {
  for (const candidate of document.querySelectorAll(FOCUSABLE)) {
    const follows = element.compareDocumentPosition(candidate);
    const inside = follows & Node.DOCUMENT_POSITION_CONTAINED_BY;
    if (!(follows & Node.DOCUMENT_POSITION_FOLLOWING) || inside) continue;
    if (/** @type {HTMLElement} */ (candidate).checkVisibility()) return /** @type {HTMLElement} */ (candidate);
  }
  return null;
}
