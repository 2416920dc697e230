import assert from "node:assert/strict";
import { test } from "node:test";
import { composing, inEditor, onPage } from "../../main/resources/public/js/lib/keys.js";
import { moved } from "../../main/resources/public/js/lib/order.js";
import { matching } from "../../main/resources/public/js/lib/palette.js";
import { pause } from "../../main/resources/public/js/lib/retry.js";
import { fill } from "../../main/resources/public/js/lib/text.js";

const key = (name, rest = {}) => ({
  key: name,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  ...rest,
});

test("Enter with Shift, Ctrl, command or both runs, runs in place, or checks", () => {
  assert.equal(inEditor(key("Enter", { shiftKey: true }), false, false), "run-next");
  assert.equal(inEditor(key("Enter", { ctrlKey: true }), false, false), "run");
  assert.equal(inEditor(key("Enter", { metaKey: true }), false, false), "run");
  assert.equal(inEditor(key("Enter", { ctrlKey: true, shiftKey: true }), false, false), "check");
  assert.equal(inEditor(key("Enter"), false, false), "");
});

test("no key acts while a syllable is composed", () => {
  for (const state of [{ isComposing: true }, { keyCode: 229 }]) {
    assert.ok(composing(key("Enter", state)));
    assert.equal(inEditor(key("Enter", { shiftKey: true, ...state }), false, false), "");
    assert.equal(onPage(key("?", state), false), "");
    assert.equal(onPage(key("k", { ctrlKey: true, ...state }), false), "");
  }
});

test("Ctrl+C stops a running cell only if nothing is selected", () => {
  assert.equal(inEditor(key("c", { ctrlKey: true }), false, true), "stop");
  assert.equal(inEditor(key("c", { ctrlKey: true }), true, true), "");
  assert.equal(inEditor(key("c", { ctrlKey: true }), false, false), "");
  assert.equal(inEditor(key("ㅊ", { ctrlKey: true, code: "KeyC" }), false, true), "stop");
});

test("single letters act only outside editors, also on a Korean keyboard", () => {
  assert.equal(onPage(key("r"), false), "receipt");
  assert.equal(onPage(key("r"), true), "");
  assert.equal(onPage(key("ㅓ", { code: "KeyJ" }), false), "down");
  assert.equal(onPage(key("r", { altKey: true }), false), "");
  assert.equal(onPage(key("w", { ctrlKey: true }), false), "");
});

test("terminal, palette and check are reachable from everywhere", () => {
  assert.equal(onPage(key("`", { ctrlKey: true }), true), "terminal");
  assert.equal(onPage(key("k", { metaKey: true }), true), "palette");
  assert.equal(onPage(key("Enter", { ctrlKey: true, shiftKey: true }), true), "check");
});

test("blanks are filled, plurals chosen, unknown blanks left standing", () => {
  assert.equal(fill("{n} {n#call#calls} of {who}", { n: 1 }), "1 call of {who}");
  assert.equal(fill("{n} {n#call#calls}", { n: 2 }), "2 calls");
});

test("tries come at growing distances, at most half a minute", () => {
  assert.deepEqual([1, 2, 3, 4, 9].map(pause), [1, 2, 4, 8, 30]);
});

test("the palette finds commands by any of their words", () => {
  const commands = ["검사", "이 단계 검사", "터미널 여닫기"].map((title) => ({ name: title, title }));
  assert.deepEqual(matching(commands, "검사").map((one) => one.title), ["검사", "이 단계 검사"]);
  assert.deepEqual(matching(commands, "단계 검").map((one) => one.title), ["이 단계 검사"]);
  assert.equal(matching(commands, "").length, 3);
});

test("an item moves, and stays inside", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 9), ["a", "b", "c"]);
});
