// @ts-check
// The terminal drawer: an interactive shell in the learner's machine. Nothing is loaded until it is opened.
//
// Inputs: data-terminal, data-terminal-style, data-terminal-fit (addresses). Parts: grip, screen. Hears: theme.
import { hear } from "../lib/bus.js";
import { toClipboard } from "../lib/clipboard.js";
import { composing } from "../lib/keys.js";
import { openMachine } from "../lib/machine.js";
import { make, part } from "../lib/parts.js";
import { keep, kept } from "../lib/storage.js";
import { terminalTheme } from "../lib/terminalTheme.js";
import { say } from "../lib/text.js";

/** Heights of the drawer in rem. */
const LEAST = 9;
const MOST = 40;

/** @param {HTMLDetailsElement} drawer */
export function mount(drawer) {
  const session = new Session(drawer);
  resizable(drawer, () => session.fit());
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => session.paint();
  const fit = () => session.fit();
  drawer.addEventListener("toggle", () => drawer.open && session.open());
  dark.addEventListener("change", paint);
  addEventListener("resize", fit);
  const stop = hear("theme", paint);
  return () => {
    session.close();
    dark.removeEventListener("change", paint);
    removeEventListener("resize", fit);
    stop();
  };
}

class Session {
  /** @param {HTMLDetailsElement} drawer */
  constructor(drawer) {
    this.drawer = drawer;
    this.screen = /** @type {HTMLElement} */ (part(drawer, "screen"));
    /** @type {Promise<void> | null} */
    this.created = null;
    /** @type {any} */
    this.terminal = null;
    /** @type {any} */
    this.fitter = null;
    /** @type {WebSocket | null} */
    this.socket = null;
  }

  async open() {
    this.created ??= this.create();
    await this.created;
    this.fit();
    // Without a machine the connection fails, and the terminal says so.
    await openMachine().catch(() => {});
    this.connect();
    this.terminal.focus();
  }

  async create() {
    const data = this.drawer.dataset;
    document.head.append(make("link", { rel: "stylesheet", href: data.terminalStyle ?? "" }));
    const [{ Terminal }, { FitAddon }] = await Promise.all([
      import(data.terminal ?? ""),
      import(data.terminalFit ?? ""),
      // The terminal measures its letters once: the face must be there.
      document.fonts.load("15px D2Coding"),
      document.fonts.load("bold 15px D2Coding"),
    ]);
    this.terminal = new Terminal({
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono"),
      fontSize: 15,
      lineHeight: 1.2,
      cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      screenReaderMode: true,
      scrollback: 5000,
      theme: terminalTheme(),
    });
    this.fitter = new FitAddon();
    this.terminal.loadAddon(this.fitter);
    this.screen.replaceChildren();
    this.terminal.open(this.screen);
    this.terminal.attachCustomKeyEventHandler((/** @type {KeyboardEvent} */ event) => this.key(event));
    const encoder = new TextEncoder();
    const bytes = (/** @type {string} */ text) => Uint8Array.from(text, (byte) => byte.charCodeAt(0));
    this.terminal.onData((/** @type {string} */ text) => this.type(encoder.encode(text)));
    this.terminal.onBinary((/** @type {string} */ text) => this.type(bytes(text)));
    this.terminal.onResize(() => this.resized());
  }

  connect() {
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    const { cols, rows } = this.terminal;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/terminal?columns=${cols}&rows=${rows}`);
    this.socket = socket;
    let opened = false;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      opened = true;
      this.resized();
    };
    socket.onmessage = ({ data }) => this.terminal.write(typeof data === "string" ? data : new Uint8Array(data));
    socket.onclose = () => {
      if (this.socket !== socket) return;
      const why = opened ? say("terminalclosed") : say("terminalfailed");
      this.terminal.write(`\r\n\x1b[2m${why}\x1b[0m\r\n`);
    };
  }

  /** @param {Uint8Array} bytes */
  type(bytes) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(/** @type {any} */ (bytes));
    else if (bytes.length === 1 && bytes[0] === 13) this.connect();
  }

  resized() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ resize: { columns: this.terminal.cols, rows: this.terminal.rows } }));
  }

  /** Whether the terminal takes the key. @param {KeyboardEvent} event */
  key(event) {
    if (composing(event) || event.type !== "keydown") return true;
    if (event.ctrlKey && (event.key === "`" || event.code === "Backquote")) return false;
    if (event.ctrlKey && event.shiftKey && event.code === "KeyC") {
      toClipboard(this.terminal.getSelection());
      event.preventDefault();
      return false;
    }
    // The browser pastes by itself.
    return !(event.ctrlKey && event.shiftKey && event.code === "KeyV");
  }

  fit() {
    if (this.terminal && this.drawer.open) this.fitter.fit();
  }

  paint() {
    if (this.terminal) this.terminal.options.theme = terminalTheme();
  }

  close() {
    this.socket?.close();
    this.terminal?.dispose();
  }
}

/** @param {HTMLElement} drawer @param {() => void} changed */
function resizable(drawer, changed) {
  const grip = /** @type {HTMLElement} */ (part(drawer, "grip"));
  const now = () => Number(grip.getAttribute("aria-valuenow"));
  const set = (/** @type {number} */ height) => {
    const bounded = Math.max(LEAST, Math.min(MOST, height));
    drawer.style.setProperty("--height", `${bounded}rem`);
    grip.setAttribute("aria-valuenow", String(Math.round(bounded)));
    keep("terminal-height", String(bounded));
    changed();
  };
  const before = Number(kept("terminal-height"));
  if (before) set(before);
  grip.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    set(now() + by);
  });
  grip.addEventListener("pointerdown", (event) => {
    const from = { y: event.clientY, height: now() };
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const move = (/** @type {PointerEvent} */ at) => set(from.height + (from.y - at.clientY) / rem);
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", move), { once: true });
  });
}
