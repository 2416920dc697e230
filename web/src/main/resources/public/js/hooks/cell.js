// @ts-check
// A cell: writing in it, running it, watching it, and its receipt.
//
// Inputs: data-action (address of the cell), data-cell (its id), data-kind (shell or file), data-run (a run that is
// still going on). Parts: code, run, copy, status, working, result, output, live.
// Hears: run-started, machine. Tells: run-started, run-ended, machine.
import { hear, tell } from "../lib/bus.js";
import { after, place, register } from "../lib/cells.js";
import { toClipboard } from "../lib/clipboard.js";
import { Draft } from "../lib/draft.js";
import { edit } from "../lib/editor.js";
import { fragment, Refused, send } from "../lib/http.js";
import { onMachine } from "../lib/machine.js";
import { OutputView } from "../lib/outputView.js";
import { append, icon, make, parseFragment, part, remove } from "../lib/parts.js";
import { applyEvent, isOver, newRun } from "../lib/reducer.js";
import { readRun } from "../lib/stream.js";
import { say } from "../lib/text.js";

/** States of a machine on which a cell cannot run. */
const UNFIT = ["gone", "failed"];

/** A run that was asked for and has no name yet. */
const ASKED = "asked";

/** @param {HTMLElement} element */
export function mount(element) {
  const cell = new Cell(element);
  return () => cell.destroy();
}

class Cell {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.id = element.dataset.cell ?? "";
    this.action = element.dataset.action ?? "";
    this.name = element.querySelector("h2")?.textContent ?? "";
    this.runButton = /** @type {HTMLButtonElement} */ (part(element, "run"));
    this.result = /** @type {HTMLElement} */ (part(element, "result"));
    this.state = newRun();
    this.run = "";
    this.startedAt = 0;
    this.frame = 0;
    this.ticker = 0;
    /** @type {OutputView | null} */
    this.view = null;
    /** @type {() => void} */
    this.stopReading = () => {};
    /** @type {() => void} */
    this.settled = () => {};
    const area = /** @type {HTMLTextAreaElement} */ (part(element, "code"));
    this.draft = new Draft(`draft:${place()}/${this.id}`, this.action + "/draft", () => this.editor.text());
    const unsaved = this.draft.unsaved();
    if (unsaved !== null) area.value = unsaved;
    this.editor = edit(area, {
      changed: () => this.draft.changed(),
      command: (name) => this.command(name),
      running: () => this.running(),
    });
    if (unsaved !== null) this.draft.changed();
    this.cleanups = [
      register(this.handle()),
      hear("run-started", (detail) => this.becomeStale(detail.element)),
      hear("machine", (detail) => this.fit(detail.state)),
    ];
    element.tabIndex = -1;
    this.runButton.addEventListener("click", () => (this.running() ? this.interrupt() : this.start()));
    part(element, "copy")?.addEventListener("click", (event) => this.copy(/** @type {Element} */ (event.currentTarget)));
    if (element.dataset.run) this.watch(element.dataset.run, `/api/runs/${element.dataset.run}/events`);
  }

  /** @returns {import("../lib/cells.js").CellHandle} */
  handle() {
    return {
      id: this.id,
      name: this.name,
      element: this.element,
      run: () => this.start(),
      stop: () => this.interrupt(),
      enter: () => this.editor.focus(),
      hasResult: () => this.hasResult(),
      flush: () => this.draft.flush(),
    };
  }

  hasResult() {
    return part(this.element, "output") !== null;
  }

  running() {
    return this.run !== "" && !isOver(this.state);
  }

  /** @param {string} name @returns {boolean} whether it was meant for this cell */
  command(name) {
    if (name === "run" || name === "run-next") {
      if (!this.running()) this.start();
      if (name === "run-next") after(this.element)?.enter();
    } else if (name === "stop") this.interrupt();
    else if (name === "leave") this.element.focus();
    else if (name === "check") part(document, "check")?.click();
    else return false;
    return true;
  }

  /** Sends the cell, and resolves when its run is over. @returns {Promise<void>} */
  async start() {
    if (this.running() || this.runButton.disabled) return;
    this.begin();
    tell("run-started", { element: this.element });
    try {
      const code = this.editor.text();
      const answer = await onMachine(() => send("POST", this.action + "/runs", { code }));
      const over = new Promise((resolve) => (this.settled = () => resolve(undefined)));
      this.watch(answer.run, answer.events);
      await over;
    } catch (error) {
      this.refused(error);
    }
  }

  begin() {
    this.state = newRun();
    this.run = ASKED;
    this.startedAt = performance.now();
    const region = make("div", {
      class: "out",
      role: "region",
      "aria-label": say("outputof", { cell: this.name }),
      tabindex: "0",
      "data-part": "output",
    });
    for (const old of [...this.result.children]) remove(old);
    this.result.append(region, this.slot());
    this.view = new OutputView(region);
    this.show("running", "run", say("waiting"));
    this.element.setAttribute("aria-busy", "true");
    /** @type {HTMLElement} */ (part(this.element, "working")).hidden = false;
    this.button("stop", say("stop"), "Ctrl C");
  }

  /** The receipt while it is being printed. */
  slot() {
    this.counts = make("span", {}, say("calls", { count: 0 }));
    const line = make("summary", {}, make("b", {}, say("receipt")), make("span", {}, say("printing")), this.counts);
    return make("details", { class: "receipt printing" }, line);
  }

  /** @param {string} run @param {string} events */
  watch(run, events) {
    if (!this.view) this.begin();
    this.run = run;
    this.ticker = window.setInterval(() => this.tick(), 100);
    this.stopReading = readRun(events, (event) => {
      if (event.type === "started") this.startedAt = performance.now();
      this.state = applyEvent(this.state, event);
      if (isOver(this.state)) this.end();
      else this.schedule();
    });
  }

  tick() {
    if (this.state.phase !== "running") return;
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1);
    const word = part(this.element, "status")?.querySelector(".t");
    if (word) word.textContent = say("running", { seconds });
  }

  /** Draws at most once a frame. */
  schedule() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    this.view?.update(this.state.output);
    const engine = this.state.engineCalls > 0 ? ` ${say("engine", { count: this.state.engineCalls })}` : "";
    if (this.counts) this.counts.textContent = say("calls", { count: this.state.workloadCalls }) + engine;
  }

  async end() {
    this.draw();
    this.still();
    this.view?.finish();
    this.view = null;
    const gone = this.state.phase === "gone";
    const run = this.run;
    try {
      await this.print(run);
    } catch (error) {
      if (this.run !== run) return;
      if (gone) this.show("gone", "gone", say("gone"));
      else this.show("failed", "bad", say("failed", { why: message(error) }));
      this.result.querySelector(".printing")?.remove();
    }
    if (gone) tell("machine", { state: "gone", seen: true });
    tell("run-ended", { element: this.element, cell: this.id, gone });
    this.settled();
  }

  /**
   * Puts the receipt, the state and the announcement in their places, unless the cell runs again by then.
   *
   * @param {string} run
   */
  async print(run) {
    const printed = parseFragment(await fragment(`/fragments/runs/${run}/receipt`));
    if (this.run !== run) return;
    const status = part(printed, "status");
    if (status) part(this.element, "status")?.replaceWith(status);
    this.element.dataset.state = /** @type {HTMLElement} */ (printed).dataset.state ?? "";
    const receipt = printed.querySelector(".receipt");
    this.result.querySelector(".printing")?.remove();
    if (receipt) {
      receipt.classList.add("fresh");
      append(this.result, receipt);
    }
    this.announce(part(printed, "spoken")?.textContent ?? "");
  }

  /** @param {string} sentence for those who do not see it */
  announce(sentence) {
    const live = part(this.element, "live");
    if (live) live.textContent = sentence;
  }

  /** Nothing moves any more. The black button is that of the next cell to run. */
  still() {
    clearInterval(this.ticker);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.element.removeAttribute("aria-busy");
    /** @type {HTMLElement} */ (part(this.element, "working")).hidden = true;
    this.button("play", this.element.dataset.kind === "file" ? say("save") : say("again"), "");
    if (!this.runButton.classList.contains("go")) return;
    this.runButton.classList.remove("go");
    const next = after(this.element);
    if (next && !next.hasResult()) next.element.querySelector(".run")?.classList.add("go");
  }

  /** @param {unknown} error */
  refused(error) {
    this.still();
    this.run = "";
    this.view = null;
    this.result.replaceChildren();
    this.show("failed", "bad", say("failed", { why: message(error) }));
    this.announce(say("failed", { why: message(error) }));
    if (error instanceof Refused && error.code.startsWith("machine-")) tell("machine", { state: "ask" });
  }

  interrupt() {
    if (!this.running() || this.run === ASKED) return;
    this.runButton.disabled = true;
    send("POST", `/api/runs/${this.run}/interrupt`).catch((error) => {
      this.runButton.disabled = false;
      console.warn("interrupt", message(error));
    });
  }

  /** @param {string} symbol @param {string} word @param {string} key */
  button(symbol, word, key) {
    const content = [icon(symbol), make("span", {}, word)];
    this.runButton.replaceChildren(...content, ...(key ? [" ", make("kbd", {}, key)] : []));
    this.runButton.disabled = false;
  }

  /** @param {string} state @param {string} symbol @param {string} word */
  show(state, symbol, word) {
    this.element.dataset.state = state;
    const chip = make("span", { class: "status", "data-state": state, "data-part": "status" });
    chip.append(icon(symbol), make("span", { class: "t" }, word));
    part(this.element, "status")?.replaceWith(chip);
  }

  /** An earlier cell ran: what stands here is the result of another order. @param {HTMLElement} other */
  becomeStale(other) {
    const later = other.compareDocumentPosition(this.element) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (later && !this.running() && this.hasResult()) this.show("stale", "stale", say("stale"));
  }

  /** @param {string} machine */
  fit(machine) {
    if (!this.running()) this.runButton.disabled = UNFIT.includes(machine);
  }

  /** Copies the code without prompts. @param {Element} button */
  async copy(button) {
    await toClipboard(this.editor.text().replace(/^[\w@:~/.-]*[#$] /gm, ""));
    const word = button.textContent;
    button.textContent = say("copied");
    setTimeout(() => (button.textContent = word), 1200);
  }

  destroy() {
    this.stopReading();
    clearInterval(this.ticker);
    this.draft.destroy();
    for (const cleanup of this.cleanups) cleanup();
  }
}

/** @param {unknown} error */
function message(error) {
  return error instanceof Error ? error.message : String(error);
}
