// Runs the tests of js/lib with node's own runner, quietly unless one fails. A run that finds no test fails too.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => join(here, name));
if (files.length === 0) {
  console.error("no JavaScript tests found");
  process.exit(1);
}
const run = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...files], {
  encoding: "utf8",
  timeout: 55_000,
});
if (run.status !== 0) {
  console.error(run.stdout, run.stderr, run.error?.message ?? "");
  process.exit(1);
}
