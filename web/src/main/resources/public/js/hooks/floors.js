// @ts-check
// The layers of a picture: each opens to its files, which are asked for when it does; a layer in the drawing opens its
// own.
//
// Inputs: in each item data-fragment (address of its files). Parts: files.
import { fragment } from "../lib/http.js";
import { parseFragment, part } from "../lib/parts.js";

/** @param {HTMLElement} list */
export function mount(list) {
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  for (const item of items) {
    const layer = /** @type {HTMLDetailsElement | null} */ (item.querySelector("details"));
    layer?.addEventListener("toggle", () => layer.open && fill(item));
    if (layer?.open) fill(item);
  }
  const drawing = list.closest("figure")?.querySelector("svg.pic");
  drawing?.addEventListener("click", (event) => {
    const floor = /** @type {Element} */ (event.target).closest("[data-floor]")?.getAttribute("data-floor");
    const layer = floor && items[Number(floor)]?.querySelector("details");
    if (!layer) return;
    layer.open = true;
    layer.querySelector("summary")?.focus();
  });
}

/** Puts the files in, once. @param {HTMLElement} item */
async function fill(item) {
  const place = part(item, "files");
  if (!place || item.dataset.filled) return;
  item.dataset.filled = "1";
  try {
    place.replaceChildren(parseFragment(await fragment(item.dataset.fragment ?? "")));
  } catch (error) {
    delete item.dataset.filled;
    place.textContent = error instanceof Error ? error.message : String(error);
  }
}
