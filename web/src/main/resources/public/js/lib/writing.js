// @ts-check
// What is written in a cell: the editor, the draft that is kept of it, and what is said about it while it is written.
import { hear, tell } from "./bus.js";
import { place } from "./cells.js";
import { toClipboard } from "./clipboard.js";
import { Draft } from "./draft.js";
import { edit } from "./editor.js";
import { focusableAfter } from "./focus.js";
import { part } from "./parts.js";
import { say } from "./text.js";

export class Writing {
  /**
   * @param {HTMLElement} element the cell, with a part code
   * @param {{command: (name: string) => boolean, running: () => boolean}} cell
   */
  constructor(element, cell) {
    this.element = element;
    this.left = false;
    const { action, cell: id } = element.dataset;
    const area = /** @type {HTMLTextAreaElement} */ (part(element, "code"));
    this.draft = new Draft(`draft:${place()}/${id}`, `${action}/draft`, () => this.text());
    const unsaved = this.draft.unsaved();
    if (unsaved !== null) area.value = unsaved;
    this.editor = edit(area, { changed: () => this.changed(), command: cell.command, running: cell.running });
    if (unsaved !== null) this.draft.changed();
    this.cleanups = [
      hear("ask-edited", (detail) => detail.element === element && this.edited()),
      hear("notes", (detail) => detail.element === element && this.editor.show(detail.notes)),
      hear("go-to", (detail) => detail.element === element && this.editor.goTo(detail.note)),
    ];
    element.addEventListener("keydown", (event) => this.pass(event));
    part(element, "copy")?.addEventListener("click", (event) => this.copy(/** @type {Element} */ (event.currentTarget)));
    if (element.querySelector("[data-hook='notes']")) this.edited();
  }

  text() {
    return this.editor.text();
  }

  focus() {
    this.editor.focus();
  }

  changed() {
    this.draft.changed();
    this.edited();
  }

  edited() {
    tell("edited", { element: this.element, text: this.text() });
  }

  /** Out of the editor, onto the cell as a whole. */
  leave() {
    this.left = true;
    this.element.addEventListener("blur", () => (this.left = false), { once: true });
    this.element.focus();
  }

  /** Whoever left the editor and goes on does not come back into it. @param {KeyboardEvent} event */
  pass(event) {
    if (event.key !== "Tab" || event.shiftKey || event.target !== this.element || !this.left) return;
    const code = this.element.querySelector("div.code") ?? part(this.element, "code");
    const next = code && focusableAfter(code);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /** Copies the code without prompts. @param {Element} button */
  async copy(button) {
    await toClipboard(this.text().replace(/^[\w@:~/.-]*[#$] /gm, ""));
    const word = button.textContent;
    button.textContent = say("copied");
    setTimeout(() => (button.textContent = word), 1200);
  }

  destroy() {
    this.draft.destroy();
    for (const cleanup of this.cleanups) cleanup();
  }
}
