// @ts-check
// What a run has printed, as lines. Pure: every function returns a new value.
import { parse, START } from "./ansi.js";

/**
 * @typedef {import("./ansi.js").Piece} Piece
 * @typedef {"stdout" | "stderr"} Stream
 * @typedef {{stream: Stream, runs: Piece[]}} Line
 * @typedef {{
 *   lines: Line[],
 *   column: number,
 *   dropped: number,
 *   ansi: Record<Stream, import("./ansi.js").AnsiState>,
 * }} Output `column`: where the next character goes in the last line, -1 if that line has ended
 */

/** Lines kept at the beginning and at the end; what falls out between is counted. */
export const KEEP_HEAD = 1000;
export const KEEP_TAIL = 4000;

/** @returns {Output} */
export function emptyOutput() {
  return { lines: [], column: -1, dropped: 0, ansi: { stdout: START, stderr: START } };
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
  let column = output.column;
  const write = (/** @type {string} */ part, /** @type {string} */ classes) => {
    if (column < 0 || lines[lines.length - 1].stream !== stream) {
      lines.push({ stream, runs: [] });
      column = 0;
    }
    const last = lines[lines.length - 1];
    lines[lines.length - 1] = { stream, runs: put(last.runs, column, part, classes) };
    column += part.length;
  };
  for (const piece of pieces) {
    for (const token of piece.text.match(/\r?\n|\r|[^\r\n]+/g) ?? []) {
      if (token === "\r") column = Math.min(column, 0);
      else if (token.endsWith("\n")) {
        if (column < 0 || lines[lines.length - 1].stream !== stream) write("", piece.classes);
        column = -1;
      } else write(visible(token), piece.classes);
    }
  }
  return cap({ ...output, lines, column, ansi: { ...output.ansi, [stream]: state } });
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
  return [...cut(runs, 0, column), { text, classes }, ...cut(runs, column + text.length, Infinity)].reduce(
    (line, run) => join(line, run.text, run.classes),
    /** @type {Piece[]} */ ([]),
  );
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
 * @param {Piece[]} runs
 * @param {string} text
 * @param {string} classes
 */
function join(runs, text, classes) {
  if (text === "") return runs;
  const last = runs[runs.length - 1];
  if (last && last.classes === classes) return [...runs.slice(0, -1), { text: last.text + text, classes }];
  return [...runs, { text, classes }];
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
