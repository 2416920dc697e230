// @ts-check
// An ordering puzzle: by the two buttons of each item, or by dragging.
//
// Inputs: data-action. Parts: items (children with data-item), up, down, compare, told.
import { moved } from "../lib/order.js";
import { part } from "../lib/parts.js";
import { say } from "../lib/text.js";
import { compare } from "../lib/told.js";

/** @param {HTMLElement} block */
export function mount(block) {
  const list = /** @type {HTMLElement} */ (part(block, "items"));
  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const move = (/** @type {HTMLElement} */ item, /** @type {number} */ to) => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const order = moved(items(), items().indexOf(item), to);
    list.append(...order);
    if (focused && item.contains(focused)) focused.focus();
    const told = part(block, "told");
    if (!told) return;
    delete told.dataset.state;
    const what = item.querySelector(".what")?.textContent ?? "";
    told.textContent = say("order", { item: what, place: order.indexOf(item) + 1 });
  };
  list.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const item = button?.closest("li");
    if (!button || !item) return;
    move(item, items().indexOf(item) + (button.dataset.part === "up" ? -1 : 1));
  });
  drag(list, items, move);
  part(block, "compare")?.addEventListener("click", () => {
    compare(block, { order: items().map((item) => item.dataset.item) });
  });
}

/**
 * @param {HTMLElement} list
 * @param {() => HTMLElement[]} items
 * @param {(item: HTMLElement, to: number) => void} move
 */
function drag(list, items, move) {
  /** @type {HTMLElement | null} */
  let held = null;
  list.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("button") || event.button !== 0) return;
    held = target.closest("li");
    held?.classList.add("held");
    if (held) list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (!held) return;
    const over = items().findIndex((item) => {
      const box = item.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY < box.bottom;
    });
    if (over >= 0 && items()[over] !== held) move(held, over);
  });
  const drop = () => {
    held?.classList.remove("held");
    held = null;
  };
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);
}
