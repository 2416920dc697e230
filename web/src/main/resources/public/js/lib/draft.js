// @ts-check
// Keeps what is written in a cell: at once in this browser, a moment later at the server.
import { hear } from "./bus.js";
import { Refused, send } from "./http.js";
import { forget, keep, kept } from "./storage.js";

const DELAY = 700;

/**
 * Milliseconds for which a text stays here after it was saved: a page that was asked for in the same moment may have
 * been drawn before.
 */
const OVERLAP = 5000;

/** @typedef {{text: string, saved: number}} Kept a text, and when the server had it, 0 until then */

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
    this.stop = hear("reachable", () => this.flush());
  }

  /** @returns {Kept | null} */
  kept() {
    const value = kept(this.key);
    try {
      return value === null ? null : JSON.parse(value);
    } catch {
      return null;
    }
  }

  /** What was written here and may be newer than what the server drew, or null. */
  unsaved() {
    const draft = this.kept();
    if (!draft) return null;
    if (draft.saved === 0 || Date.now() - draft.saved < OVERLAP) return draft.text;
    forget(this.key);
    return null;
  }

  /** The text changed. */
  changed() {
    keep(this.key, JSON.stringify({ text: this.text(), saved: 0 }));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), DELAY);
  }

  /** Sends what is not at the server yet. */
  async flush() {
    if (this.kept()?.saved !== 0) return;
    clearTimeout(this.timer);
    await this.save();
  }

  async save() {
    const code = this.text();
    try {
      await send("PUT", this.address, { code });
      if (this.text() === code) keep(this.key, JSON.stringify({ text: code, saved: Date.now() }));
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
