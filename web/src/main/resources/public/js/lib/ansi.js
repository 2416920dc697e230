// @ts-check
// Reads the escape sequences of ECMA-48 that programs use for colour (SGR), and drops every other one. Pure.

/**
 * @typedef {{bold: boolean, faint: boolean, underline: boolean, reverse: boolean, fore: string, back: string}} Style
 * @typedef {{style: Style, pending: string}} AnsiState
 * @typedef {{text: string, classes: string}} Piece
 */

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/** @type {Style} */
export const PLAIN = { bold: false, faint: false, underline: false, reverse: false, fore: "", back: "" };

/** @type {AnsiState} */
export const START = { style: PLAIN, pending: "" };

// A control sequence, an operating system command, or a two-character escape with its intermediates.
const SEQUENCE = /\x1b(?:\[([0-9;:<=>?]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-Z\\^-~])/y;

// What may still become one of these when more text comes.
const BEGINNING = /^\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)?$/;

/** A sequence longer than this is not waited for. */
const LONGEST_PENDING = 4096;

/**
 * Splits text into pieces of one style each.
 *
 * @param {string} text
 * @param {AnsiState} state what the text before it left behind
 * @returns {{pieces: Piece[], state: AnsiState}}
 */
export function parse(text, state) {
  const input = state.pending + text;
  /** @type {Piece[]} */
  const pieces = [];
  let style = state.style;
  let from = 0;
  const flush = (/** @type {number} */ to) => {
    if (to > from) pieces.push({ text: input.slice(from, to), classes: classesOf(style) });
  };
  for (let at = input.indexOf("\x1b"); at >= 0; at = input.indexOf("\x1b", from)) {
    SEQUENCE.lastIndex = at;
    const match = SEQUENCE.exec(input);
    if (!match) {
      const rest = input.slice(at);
      flush(at);
      if (rest.length <= LONGEST_PENDING && BEGINNING.test(rest)) return { pieces, state: { style, pending: rest } };
      from = at + 1;
      continue;
    }
    flush(at);
    if (match[2] === "m") style = applySgr(style, match[1]);
    from = SEQUENCE.lastIndex;
  }
  flush(input.length);
  return { pieces, state: { style, pending: "" } };
}

/**
 * @param {Style} before
 * @param {string} parameters
 * @returns {Style}
 */
function applySgr(before, parameters) {
  const codes = parameters === "" ? [0] : parameters.split(/[;:]/).map((code) => Number(code || 0));
  let style = { ...before };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) style = { ...PLAIN };
    else if (code === 1) style.bold = true;
    else if (code === 2) style.faint = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.reverse = true;
    else if (code === 22) style.bold = style.faint = false;
    else if (code === 24) style.underline = false;
    else if (code === 27) style.reverse = false;
    else if (code >= 30 && code <= 37) style.fore = NAMES[code - 30];
    else if (code === 39) style.fore = "";
    else if (code >= 40 && code <= 47) style.back = NAMES[code - 40];
    else if (code === 49) style.back = "";
    else if (code >= 90 && code <= 97) style.fore = NAMES[code - 90];
    else if (code >= 100 && code <= 107) style.back = NAMES[code - 100];
    else if (code === 38 || code === 48) {
      const [name, used] = extended(codes.slice(i + 1));
      if (name) style[code === 38 ? "fore" : "back"] = name;
      i += used;
    }
  }
  return style;
}

/**
 * @param {number[]} rest the codes after 38 or 48
 * @returns {[string, number]} the nearest of the eight, and how many codes it took
 */
function extended(rest) {
  if (rest[0] === 5 && rest.length > 1) return [ofPalette(rest[1]), 2];
  if (rest[0] === 2 && rest.length > 3) return [nearest(rest[1], rest[2], rest[3]), 4];
  return ["", rest.length];
}

/** @param {number} index of the 256 colours: 16 named, a 6×6×6 cube, 24 greys */
function ofPalette(index) {
  if (index < 16) return NAMES[index % 8];
  if (index >= 232) return index < 244 ? "black" : "white";
  const cube = index - 16;
  const level = (/** @type {number} */ part) => (part === 0 ? 0 : 55 + part * 40);
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

/**
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
function nearest(red, green, blue) {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 40) return most < 128 ? "black" : "white";
  const middle = (most + least) / 2;
  const bits = (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0);
  return NAMES[bits];
}

/** @param {Style} style */
function classesOf(style) {
  const classes = [];
  if (style.bold) classes.push("b");
  if (style.faint) classes.push("f");
  if (style.underline) classes.push("u");
  if (style.reverse) classes.push("v");
  if (style.fore) classes.push("c-" + style.fore);
  if (style.back) classes.push("g-" + style.back);
  return classes.join(" ");
}
