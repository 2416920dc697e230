// @ts-check
// The palette: every command of the page, found by typing.
import { all } from "./cells.js";
import { composing } from "./keys.js";
import { matching } from "./palette.js";
import { make } from "./parts.js";
import { say } from "./text.js";

/**
 * @typedef {{name: string, title: string, act: () => void}} Command
 */

export class PaletteDialog {
  /** @param {HTMLDialogElement} dialog @param {() => void} showKeys opens the table of keys */
  constructor(dialog, showKeys) {
    this.dialog = dialog;
    this.showKeys = showKeys;
    this.input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
    this.list = /** @type {HTMLElement} */ (dialog.querySelector("ul"));
    /** @type {Command[]} */
    this.commands = [];
    /** @type {Command[]} */
    this.found = [];
    this.at = 0;
    this.input.addEventListener("input", () => this.filter());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", (event) => {
      const item = /** @type {Element} */ (event.target).closest("li");
      if (item) this.choose([...this.list.children].indexOf(item));
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  open() {
    this.commands = commands(this.showKeys);
    this.input.value = "";
    this.filter();
    this.dialog.showModal();
    this.input.focus();
  }

  filter() {
    this.found = /** @type {Command[]} */ (matching(this.commands, this.input.value));
    this.at = 0;
    this.draw();
  }

  draw() {
    const items = this.found.map((command, index) =>
      make("li", { role: "option", id: `palette-${index}`, "aria-selected": String(index === this.at) }, command.title),
    );
    this.input.setAttribute("aria-activedescendant", items.length ? `palette-${this.at}` : "");
    if (items.length === 0) items.push(make("li", { class: "dim", role: "option" }, say("palette.none")));
    this.list.replaceChildren(...items);
    items[this.at]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (composing(event)) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0 && this.found.length > 0) {
      this.at = (this.at + by + this.found.length) % this.found.length;
      this.draw();
    } else if (event.key === "Enter") this.choose(this.at);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  choose(index) {
    const command = this.found[index];
    if (!command) return;
    this.dialog.close();
    command.act();
  }
}

/** What can be done on this page. @param {() => void} showKeys @returns {Command[]} */
function commands(showKeys) {
  const command = (/** @type {string} */ name, /** @type {() => void} */ act) => ({
    name,
    title: say(`palette.${name}`),
    act,
  });
  const click = (/** @type {string} */ selector) =>
    /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
  const there = (/** @type {string} */ name, /** @type {string} */ selector) =>
    document.querySelector(selector) ? [command(name, () => click(selector))] : [];
  return [
    ...all().map((cell) => ({
      name: cell.id,
      title: say("palette.runcell", { cell: cell.name }),
      act: () => void cell.run(),
    })),
    ...there("runall", "[data-part='run-all']"),
    ...there("check", "[data-part='check']"),
    ...there("hint", "[data-part='hint']"),
    ...there("terminal", ".drawer > summary"),
    ...there("next", "a[rel='next']"),
    ...there("previous", "a[rel='prev']"),
    ...[...document.querySelectorAll(".steps a")].map((link) => ({
      name: "step",
      title: (link.textContent ?? "").trim(),
      act: () => /** @type {HTMLElement} */ (link).click(),
    })),
    command("home", () => location.assign("/")),
    command("doctor", () => location.assign("/doctor")),
    ...there("language", ".langs a:not([aria-current])"),
    ...there("theme", "[data-hook='theme']"),
    ...there("projector", "[data-hook='projector']"),
    ...there("resetstep", "[data-reset='step']"),
    ...there("resetmachine", "[data-reset='machine']"),
    command("keys", showKeys),
  ];
}
