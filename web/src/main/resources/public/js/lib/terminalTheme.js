// @ts-check
// The page's colours for the terminal, as they are now.
import { make } from "./parts.js";

/** The terminal's names for colours, and ours. @type {Record<string, string>} */
const TOKENS = {
  background: "paper",
  foreground: "ink",
  cursor: "ink",
  cursorAccent: "paper",
  selectionBackground: "rule",
  black: "ink",
  red: "bad",
  green: "ok",
  yellow: "wait",
  blue: "ns-mnt",
  magenta: "ns-ipc",
  cyan: "ns-net",
  white: "ink-2",
  brightBlack: "ink-3",
  brightRed: "bad",
  brightGreen: "ok",
  brightYellow: "wait",
  brightBlue: "ns-mnt",
  brightMagenta: "ns-ipc",
  brightCyan: "ns-net",
  brightWhite: "ink",
};

/** @returns {Record<string, string>} */
export function terminalTheme() {
  // A token is one of two colours; only an element that uses it says which.
  const probe = make("span", {});
  document.body.append(probe);
  const theme = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => {
      probe.style.color = `var(--${token})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return theme;
}
