// @ts-check
// What is said about the Dockerfile of a cell while it is written: asked of the server a moment after each change,
// shown in the editor's margin by the cell, and here as a list in which each note leads to its place.
//
// Stands inside a cell. Inputs: data-action (address that looks a text over). Parts: told, list.
// Hears: edited. Tells: notes, go-to.
import { hear, tell } from "../lib/bus.js";
import { send } from "../lib/http.js";
import { counts } from "../lib/notes.js";
import { icon, make, part } from "../lib/parts.js";
import { say } from "../lib/text.js";

/** Milliseconds after the last key. */
const DELAY = 250;

/** @param {HTMLElement} block */
export function mount(block) {
  const cell = block.closest("[data-cell]");
  let timer = 0;
  let latest = "";
  /** What was said about the latest text; null until it was. @type {import("../lib/notes.js").Note[] | null} */
  let said = null;
  const look = async (/** @type {string} */ text) => {
    try {
      const { notes } = await send("POST", block.dataset.action ?? "", { text });
      // Something newer was written meanwhile: its own answer comes.
      if (text !== latest) return;
      said = notes;
      draw(block, cell, notes);
      tell("notes", { element: cell, notes });
    } catch (error) {
      // Without an answer nothing is claimed; the build says it all the same.
      console.warn("notes", error instanceof Error ? error.message : String(error));
    }
  };
  const stop = hear("edited", ({ element, text }) => {
    if (element !== cell) return;
    if (text === latest) {
      // Written anew, and the same: the marks went with what was written before.
      if (said) tell("notes", { element: cell, notes: said });
      return;
    }
    said = null;
    const first = latest === "";
    latest = text;
    clearTimeout(timer);
    timer = window.setTimeout(() => look(text), first ? 0 : DELAY);
  });
  tell("ask-edited", { element: cell });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** @param {HTMLElement} block @param {Element | null} cell @param {import("../lib/notes.js").Note[]} notes */
function draw(block, cell, notes) {
  const told = part(block, "told");
  const { errors, warnings } = counts(notes);
  const sentence = notes.length === 0 ? say("notes.none") : say("notes.some", { errors, warnings });
  if (told && told.textContent !== sentence) told.textContent = sentence;
  block.dataset.state = errors > 0 ? "failed" : warnings > 0 ? "stale" : "passed";
  part(block, "list")?.replaceChildren(...notes.map((note) => item(cell, note)));
}

/** @param {Element | null} cell @param {import("../lib/notes.js").Note} note */
function item(cell, note) {
  const place = say("notes.place", { line: note.line, column: note.column });
  const lead = make("button", { type: "button", class: "place" }, place);
  lead.addEventListener("click", () => tell("go-to", { element: cell, note }));
  const level = make("span", { class: "sr" }, say(note.level === "error" ? "notes.error" : "notes.warning"));
  const words = make("span", {}, level, " ", note.message);
  if (note.expected) words.append(make("span", { class: "dim" }, ` ${say("notes.expected", { what: note.expected })}`));
  if (note.level === "warning") words.append(" ", make("code", {}, note.rule));
  const line = make("li", { "data-state": note.level === "error" ? "failed" : "stale" });
  line.append(icon(note.level === "error" ? "bad" : "bang"), lead, words);
  return line;
}
