import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { append, emptyOutput, fold, KEEP_HEAD, KEEP_TAIL } from "../../main/resources/public/js/lib/output.js";

const cases = JSON.parse(readFileSync(new URL("../resources/fixtures/output.json", import.meta.url), "utf8"));

for (const { name, chunks, lines } of cases) {
  test(`output: ${name}`, () => {
    const output = chunks.reduce((before, chunk) => append(before, chunk.stream, chunk.text), emptyOutput());
    assert.deepEqual(output.lines, lines);
  });

  test(`output, one character at a time: ${name}`, () => {
    let output = emptyOutput();
    for (const chunk of chunks) for (const letter of chunk.text) output = append(output, chunk.stream, letter);
    assert.deepEqual(output.lines, lines);
  });
}

test("the beginning and the end of endless output are kept, the rest is counted", () => {
  let output = emptyOutput();
  const total = KEEP_HEAD + KEEP_TAIL + 250;
  for (let i = 0; i < total; i++) output = append(output, "stdout", `${i}\n`);
  assert.equal(output.dropped, 250);
  assert.equal(output.lines.length, KEEP_HEAD + KEEP_TAIL);
  assert.equal(output.lines[0].runs[0].text, "0");
  assert.equal(output.lines.at(-1).runs[0].text, String(total - 1));
});

test("a sequence that never ends does not swallow the output", () => {
  const output = append(emptyOutput(), "stdout", "\x1b]" + "x".repeat(10_000) + "\n");
  assert.ok(output.lines.length > 0);
});

test("thirty lines fold, twenty-nine do not", () => {
  assert.deepEqual(fold(29), { head: 29, folded: 0 });
  assert.deepEqual(fold(30), { head: 12, folded: 6 });
});

test("hostile output is read in seconds", { timeout: 10_000 }, () => {
  for (const text of [
    "\x1b[31mx\x1b[32my".repeat(30_000),
    "\x1b[Kx".repeat(80_000),
    "\x1b[31mx\x1b[32my".repeat(500) + "\rz\x1b[33m".repeat(30_000),
  ])
    assert.ok(append(emptyOutput(), "stdout", text).lines.length < 2000);
});

test("what was given is never changed", () => {
  const before = append(emptyOutput(), "stdout", "abc");
  const copy = structuredClone(before);
  append(before, "stdout", "def\rX");
  assert.deepEqual(before, copy);
});
