import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, levels, span } from "../../main/resources/public/js/lib/notes.js";
import { dockerfile } from "../../../vendor/dockerfile.js";

const note = (line, column, endLine = line, endColumn = column, level = "error") => ({
  level,
  rule: "",
  line,
  column,
  endLine,
  endColumn,
  message: "",
  expected: "",
});

test("a note stands where its line and column say, counted in characters", () => {
  assert.deepEqual(span("FROM a\nRUM b\n", note(2, 1, 2, 4)), { from: 7, to: 10 });
  assert.deepEqual(span("# 😀 x\n", note(1, 5, 1, 6)), { from: 5, to: 6 });
});

test("a note without a width marks one character, and at a line's end the one before", () => {
  assert.deepEqual(span("RUN\n", note(1, 1)), { from: 0, to: 1 });
  assert.deepEqual(span("RUN\n", note(1, 4)), { from: 2, to: 3 });
});

test("a note never stands outside a text that has become shorter", () => {
  for (const place of [note(9, 9), note(1, 99, 1, 120), note(2, 1, 5, 1)]) {
    const { from, to } = span("FROM", place);
    assert.ok(from >= 0 && to <= 4 && from <= to);
  }
  assert.deepEqual(span("", note(1, 1)), { from: 0, to: 0 });
});

test("a line carries its worst level", () => {
  const notes = [note(1, 1, 1, 2, "warning"), note(2, 1), note(2, 5, 2, 6, "warning")];
  assert.deepEqual([...levels(notes)], [[1, "warning"], [2, "error"]]);
  assert.deepEqual(counts(notes), { errors: 1, warnings: 2 });
});

/** Runs the reader for the eye over a text, as CodeMirror does. */
function marked(text) {
  const found = [];
  const state = dockerfile.startState();
  for (const string of text.split("\n")) {
    if (string === "") {
      dockerfile.blankLine(state);
      continue;
    }
    const stream = {
      string,
      pos: 0,
      start: 0,
      sol: () => stream.pos === 0,
      peek: () => string[stream.pos],
      skipToEnd: () => (stream.pos = string.length),
      eatSpace: () => {
        const before = stream.pos;
        while (/\s/.test(string[stream.pos] ?? "")) stream.pos++;
        return stream.pos > before;
      },
      eatWhile: (pattern) => {
        while (stream.pos < string.length && pattern.test(string[stream.pos])) stream.pos++;
      },
      match: (pattern) => {
        const match = pattern.exec(string.slice(stream.pos));
        if (match) stream.pos += match[0].length;
        return match;
      },
    };
    while (stream.pos < string.length) {
      stream.start = stream.pos;
      const kind = dockerfile.token(stream, state);
      assert.ok(stream.pos > stream.start, "the reader goes on");
      if (kind) found.push(`${kind} ${string.slice(stream.start, stream.pos).trim()}`);
    }
  }
  return found;
}

test("instructions and comments are told apart from arguments, continuations and heredocs", () => {
  assert.deepEqual(marked("# syntax=x\nFROM lab/base:1 AS run\nRUN echo \\\n  COPY\ncopy a b"), [
    "comment # syntax=x",
    "keyword FROM",
    "keyword RUN",
    "keyword copy",
  ]);
  assert.deepEqual(marked("RUN <<EOF\nRUN is text\n# so is this\nEOF\nUSER 1000"), ["keyword RUN", "keyword USER"]);
  assert.deepEqual(marked("ONBUILD RUN ls\nRUNNER x"), ["keyword ONBUILD", "keyword RUN"]);
  assert.deepEqual(marked("# escape=`\nRUN a `\nRUN b\nCMD c"), ["comment # escape=`", "keyword RUN", "keyword CMD"]);
});
