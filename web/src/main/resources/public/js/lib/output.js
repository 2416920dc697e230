// @ts-check
// What a run has printed, as lines. Pure: every exported function returns a new value.
import { parse, START } from "./ansi.js";

/**
 * @typedef {import("./ansi.js").Piece} Piece
 * @typedef {"stdout" | "stderr"} Stream
 * @typedef {{stream: Stream, runs: Piece[]}} Line
 * @typedef {{
 *   lines: Line[],
 *   column: number,
 *   width: number,
 *   dropped: number,
 *   ansi: Record<Stream, import("./ansi.js").AnsiState>,
 * }} Output `column`: where the next character goes in the last line, -1 if that line has ended; `width`: how long it is
 */

/** Lines kept at the beginning and at the end; what falls out between is counted. */
export const KEEP_HEAD = 1000;
export const KEEP_TAIL = 4000;

/** A carriage return on a wider or more colourful line ends it: writing over it for ever would take for ever. */
const WIDEST_REWRITTEN = 1024;
const MOST_PIECES_REWRITTEN = 32;

/** @returns {Output} */
export function emptyOutput() {
  return { lines: [], column: -1, width: 0, dropped: 0, ansi: { stdout: START, stderr: START } };
}

/**
 * @param {Output} output
 * @param {Stream} stream
 * @param {string} text
 * @returns {Output}
 */
export function append(output, stream, text) {
  const { pieces, state } = parse(text, output.ansi[stream]);
  const lines = output.lines.slice();
  let { column, width } = output;
  const end = () => (column = -1);
  const begin = () => {
    if (column >= 0 && lines[lines.length - 1].stream !== stream) end();
    if (column >= 0) return;
    lines.push({ stream, runs: [] });
    column = width = 0;
  };
  // The open line is copied once; after that it is ours to grow.
  if (column >= 0) lines[lines.length - 1] = { ...lines[lines.length - 1], runs: lines[lines.length - 1].runs.slice() };
  const rewritable = () =>
    column < 0 || (width <= WIDEST_REWRITTEN && lines[lines.length - 1].runs.length <= MOST_PIECES_REWRITTEN);
  const write = (/** @type {string} */ part, /** @type {string} */ classes) => {
    const last = lines[lines.length - 1];
    if (column === width) join(last.runs, part, classes);
    else last.runs = put(last.runs, column, part, classes);
    column += part.length;
    width = Math.max(width, column);
  };
  for (const piece of pieces) {
    for (const token of piece.text.match(/\r?\n|\r|[^\r\n]+/g) ?? []) {
      if (token === "\r") column = rewritable() ? Math.min(column, 0) : end();
      else if (token.endsWith("\n")) {
        begin();
        end();
      } else {
        begin();
        write(visible(token), piece.classes);
      }
    }
  }
  return cap({ ...output, lines, column, width, ansi: { ...output.ansi, [stream]: state } });
}

/**
 * The line with text put at a column, over what stands there, as a terminal writes after a carriage return.
 *
 * @param {Piece[]} runs
 * @param {number} column
 * @param {string} text
 * @param {string} classes
 */
function put(runs, column, text, classes) {
  /** @type {Piece[]} */
  const line = [];
  for (const run of [...cut(runs, 0, column), { text, classes }, ...cut(runs, column + text.length, Infinity)])
    join(line, run.text, run.classes);
  return line;
}

/**
 * @param {Piece[]} runs
 * @param {number} from
 * @param {number} to
 */
function cut(runs, from, to) {
  let start = 0;
  return runs.map((run) => {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += run.text.length;
    return { text, classes: run.classes };
  });
}

/**
 * Adds text to the end of a line that is ours to grow.
 *
 * @param {Piece[]} runs
 * @param {string} text
 * @param {string} classes
 */
function join(runs, text, classes) {
  if (text === "") return;
  const last = runs[runs.length - 1];
  if (last && last.classes === classes) runs[runs.length - 1] = { text: last.text + text, classes };
  else runs.push({ text, classes });
}

/** Control characters as the pictures that Unicode has for them; tabs stay. @param {string} text */
function visible(text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, (control) =>
    String.fromCodePoint(control === "\x7f" ? 0x2421 : 0x2400 + control.charCodeAt(0)),
  );
}

/** @param {Output} output */
function cap(output) {
  const extra = output.lines.length - KEEP_HEAD - KEEP_TAIL;
  if (extra <= 0) return output;
  const lines = [...output.lines.slice(0, KEEP_HEAD), ...output.lines.slice(KEEP_HEAD + extra)];
  return { ...output, lines, dropped: output.dropped + extra };
}

/**
 * How long output is folded: from 30 lines, the first and last twelve stand and the middle is one click away.
 *
 * @param {number} count
 * @returns {{head: number, folded: number}} lines before the fold, and lines inside it
 */
export function fold(count) {
  return count < 30 ? { head: count, folded: 0 } : { head: 12, folded: count - 24 };
}
