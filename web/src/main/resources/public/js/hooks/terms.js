// @ts-check
// Words with a dotted line show the other language's word, on hover, focus and tap.
//
// Inputs of each button.term: data-other, data-other-lang, data-note.
import { make } from "../lib/parts.js";

/** @param {HTMLElement} text */
export function mount(text) {
  const note = make("div", { class: "term-note", popover: "manual", role: "tooltip", id: "term-note" });
  text.append(note);
  /** @type {HTMLElement | null} */
  let shown = null;
  const show = (/** @type {HTMLElement} */ term) => {
    if (shown === term) return;
    hide();
    shown = term;
    const other = make("b", { lang: term.dataset.otherLang ?? "" }, term.dataset.other ?? "");
    note.replaceChildren(other, ...(term.dataset.note ? [make("span", {}, term.dataset.note)] : []));
    term.setAttribute("aria-describedby", note.id);
    note.showPopover();
    place(note, term.getBoundingClientRect());
  };
  const hide = () => {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    note.hidePopover();
  };
  for (const term of /** @type {NodeListOf<HTMLElement>} */ (text.querySelectorAll("button.term"))) {
    for (const event of ["mouseenter", "focus", "click"]) term.addEventListener(event, () => show(term));
    term.addEventListener("mouseleave", () => document.activeElement !== term && hide());
    term.addEventListener("blur", hide);
  }
  const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && hide();
  document.addEventListener("keydown", escape);
  document.addEventListener("scroll", hide, { passive: true });
  return () => {
    document.removeEventListener("keydown", escape);
    document.removeEventListener("scroll", hide);
  };
}

/** Below the word where there is room, else above it. @param {HTMLElement} note @param {DOMRect} word */
function place(note, word) {
  const left = Math.max(8, Math.min(word.left, innerWidth - note.offsetWidth - 8));
  const below = word.bottom + 6;
  const fits = below + note.offsetHeight < innerHeight;
  note.style.left = `${left}px`;
  note.style.top = `${fits ? below : word.top - note.offsetHeight - 6}px`;
}
