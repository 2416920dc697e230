// @ts-check
// Moving one thing in a list. Pure.

/**
 * The list with the item at one place moved to another; places outside are drawn in.
 *
 * @template T
 * @param {T[]} items
 * @param {number} from
 * @param {number} to
 * @returns {T[]}
 */
export function moved(items, from, to) {
  const place = Math.max(0, Math.min(items.length - 1, to));
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, place), items[from], ...rest.slice(place)];
}
