// @ts-check
// Draws what a run prints. Everything printed becomes text nodes, never markup.
import { fold } from "./output.js";
import { make } from "./parts.js";
import { say } from "./text.js";

/**
 * @typedef {import("./output.js").Output} Output
 * @typedef {import("./output.js").Line} Line
 */

export class OutputView {
  /** @param {HTMLElement} region */
  constructor(region) {
    this.region = region;
    /** @type {Line[]} */
    this.drawn = [];
    /** @type {HTMLElement[]} */
    this.nodes = [];
    this.dropped = 0;
    this.block = make("pre", {});
    this.region.replaceChildren(this.block);
    this.region.dataset.live = "";
  }

  /** Draws what changed; follows the end only if the end was in view. @param {Output} output */
  update(output) {
    const follow = this.region.scrollHeight - this.region.scrollTop - this.region.clientHeight < 24;
    if (output.dropped !== this.dropped) this.clear();
    let same = 0;
    while (same < this.drawn.length && this.drawn[same] === output.lines[same]) same++;
    for (const node of this.nodes.splice(same)) node.remove();
    const fresh = output.lines.slice(same).map(lineNode);
    this.block.append(...fresh);
    this.nodes.push(...fresh);
    this.drawn = output.lines;
    this.dropped = output.dropped;
    if (follow) this.region.scrollTop = this.region.scrollHeight;
  }

  clear() {
    this.block.replaceChildren();
    this.nodes = [];
    this.drawn = [];
  }

  /** The run is over: the region grows to its text, and the middle of long output is folded. */
  finish() {
    delete this.region.dataset.live;
    if (this.nodes.length === 0) {
      this.region.replaceChildren(make("p", { class: "none" }, say("nooutput")));
      return;
    }
    const { head, folded } = fold(this.nodes.length);
    if (folded === 0) return;
    const middle = make("pre", {});
    middle.append(...this.nodes.slice(head, head + folded));
    const tail = make("pre", {});
    tail.append(...this.nodes.slice(head + folded));
    const summary = make("summary", {}, say("folded", { count: folded }));
    this.region.append(make("details", { class: "fold-lines" }, summary, middle), tail);
    if (this.dropped > 0) {
      this.region.append(make("p", { class: "none" }, say("dropped", { count: this.dropped })));
    }
  }
}

/** @param {Line} line */
function lineNode(line) {
  const blank = line.runs.every(({ text }) => text.trim() === "");
  const node = make("span", line.stream === "stderr" && !blank ? { class: "err" } : {});
  for (const { text, classes } of line.runs) {
    node.append(classes ? make("span", { class: classes }, text) : text);
  }
  node.append("\n");
  return node;
}
