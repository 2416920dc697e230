import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEvent, isOver, newRun } from "../../main/resources/public/js/lib/reducer.js";

const events = [
  { id: 0, type: "started", data: {} },
  { id: 1, type: "output", data: { stream: "stdout", text: "hello\n" } },
  { id: 2, type: "progress", data: { workload: 9, engine: 2 } },
  { id: 3, type: "limit", data: { resource: "memory", source: "memory.max", evidence: "oom_kill 1" } },
  { id: 4, type: "ended", data: { summary: { number: 17, code: 0, wallNanos: 40_100_000 } } },
];

test("a run goes from waiting to ended, collecting what it is told", () => {
  const state = events.reduce(applyEvent, newRun());
  assert.equal(state.phase, "ended");
  assert.equal(state.output.lines[0].runs[0].text, "hello");
  assert.equal(state.workloadCalls, 9);
  assert.equal(state.engineCalls, 2);
  assert.equal(state.limits[0].source, "memory.max");
  assert.equal(state.summary.number, 17);
});

test("events that a resumed stream repeats change nothing", () => {
  const once = events.slice(0, 3).reduce(applyEvent, newRun());
  const again = events.slice(0, 3).reduce(applyEvent, once);
  assert.deepEqual(again, once);
});

test("nothing changes after the end", () => {
  const ended = events.reduce(applyEvent, newRun());
  assert.equal(applyEvent(ended, { id: 9, type: "output", data: { stream: "stdout", text: "late" } }), ended);
  assert.ok(isOver(ended));
});

test("a machine that ends under the run is the run's end", () => {
  const gone = applyEvent(newRun(), { id: 0, type: "gone", data: { cause: "killed" } });
  assert.equal(gone.phase, "gone");
  assert.equal(gone.cause, "killed");
  assert.ok(isOver(gone));
});

test("an event of a later version is passed over", () => {
  const state = applyEvent(newRun(), { id: 0, type: "weather", data: {} });
  assert.equal(state.phase, "waiting");
  assert.equal(state.lastEvent, 0);
});
