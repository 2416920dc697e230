// @ts-check
// Keys of the whole page, the table of them (this dialog), and the palette.
import { all, current } from "../lib/cells.js";
import { onPage } from "../lib/keys.js";
import { PaletteDialog } from "../lib/paletteDialog.js";
import { part } from "../lib/parts.js";

/** @param {HTMLDialogElement} table */
export function mount(table) {
  const showKeys = () => table.showModal();
  const palette = new PaletteDialog(/** @type {HTMLDialogElement} */ (document.getElementById("palette")), showKeys);
  document.querySelector("[data-open-keys]")?.addEventListener("click", showKeys);
  /** @type {Record<string, () => void>} */
  const commands = {
    keys: showKeys,
    palette: () => palette.open(),
    terminal: toggleTerminal,
    check: () => part(document, "check")?.click(),
    hint: () => part(document, "hint")?.click(),
    projector: () => click("[data-hook='projector']"),
    previous: () => click("a[rel='prev']"),
    next: () => click("a[rel='next']"),
    receipt: toggleReceipt,
    up: () => step(-1),
    down: () => step(1),
    enter: () => current()?.enter(),
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const name = onPage(event, typing(event));
    // Enter belongs to buttons and links, except on a cell as a whole.
    if (!name || (name === "enter" && !document.activeElement?.matches(".cell"))) return;
    event.preventDefault();
    commands[name]();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

/** @param {KeyboardEvent} event */
function typing(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  return target.isContentEditable || target.matches("input:not([type='radio'], [type='checkbox']), textarea, select");
}

/** @param {string} selector */
function click(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
}

function toggleTerminal() {
  const drawer = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".drawer"));
  if (drawer) drawer.open = !drawer.open;
}

/** The receipt of the cell with the focus, else the last one. */
function toggleReceipt() {
  const summaries = document.querySelectorAll(".receipt > summary");
  const summary = current()?.element.querySelector(".receipt > summary") ?? summaries[summaries.length - 1];
  /** @type {HTMLElement | undefined} */ (summary)?.click();
}

/** @param {number} direction */
function step(direction) {
  const cells = all();
  const here = cells.findIndex((cell) => cell.element.contains(document.activeElement));
  const there = here < 0 ? (direction > 0 ? 0 : cells.length - 1) : here + direction;
  cells[Math.max(0, Math.min(cells.length - 1, there))]?.element.focus();
}
