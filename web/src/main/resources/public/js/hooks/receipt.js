// @ts-check
// A receipt. The first one of a step opens once; afterwards what the learner chose is kept, cell by cell. A flag in
// the story and its row in the namespace map point at each other.
//
// Stands inside a cell (data-cell); one that was just printed has the class fresh.
import { place } from "../lib/cells.js";
import { keep, kept } from "../lib/storage.js";

/** @param {HTMLDetailsElement} receipt */
export function mount(receipt) {
  const cell = receipt.closest("[data-cell]")?.getAttribute("data-cell");
  const key = `receipt:${place()}/${cell}`;
  const seen = `receipt-seen:${place()}`;
  const chosen = kept(key);
  const fresh = receipt.classList.contains("fresh");
  if (chosen !== null) receipt.open = chosen === "open";
  else if (fresh && kept(seen) === null) receipt.open = true;
  if (fresh) keep(seen, "1");
  // The click comes before the change.
  receipt.querySelector("summary")?.addEventListener("click", () => keep(key, receipt.open ? "closed" : "open"));
  for (const flag of receipt.querySelectorAll(".flag[data-ns]")) point(receipt, flag);
}

/** @param {HTMLElement} receipt @param {Element} flag */
function point(receipt, flag) {
  const kind = flag.getAttribute("data-ns");
  const hot = (/** @type {boolean} */ on) => {
    receipt.toggleAttribute("data-hot", on);
    for (const row of receipt.querySelectorAll("g[data-ns]"))
      row.classList.toggle("hot", on && row.getAttribute("data-ns") === kind);
  };
  for (const event of ["mouseenter", "focus"]) flag.addEventListener(event, () => hot(true));
  for (const event of ["mouseleave", "blur"]) flag.addEventListener(event, () => hot(false));
}
