// @ts-check
// Keeps what is written in a cell: at once in this browser, a moment later at the server.
import { hear } from "./bus.js";
import { Refused, send } from "./http.js";
import { forget, keep, kept } from "./storage.js";

const DELAY = 700;

export class Draft {
  /**
   * @param {string} key under which the browser keeps it
   * @param {string} address where the server keeps it
   * @param {() => string} text what is written now
   */
  constructor(key, address, text) {
    this.key = key;
    this.address = address;
    this.text = text;
    this.timer = 0;
    this.stop = hear("reachable", () => kept(this.key) !== null && this.save());
  }

  /** What was written here and never reached the server, or null. */
  unsaved() {
    return kept(this.key);
  }

  /** The text changed. */
  changed() {
    keep(this.key, this.text());
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), DELAY);
  }

  /** Sends what is not at the server yet. */
  async flush() {
    if (kept(this.key) === null) return;
    clearTimeout(this.timer);
    await this.save();
  }

  async save() {
    const code = this.text();
    try {
      await send("PUT", this.address, { code });
      if (this.text() === code) forget(this.key);
    } catch (error) {
      // Out of reach: it stays in the browser until the server is back. Refused: it stays there too, and the page
      // says why when the cell is run.
      if (error instanceof Refused) console.warn("draft", error.message);
    }
  }

  destroy() {
    clearTimeout(this.timer);
    this.stop();
  }
}
