// Puts the third-party files that pages need under OUT/vendor/NAME-VERSION/, each with its licence. Called by Maven:
//   node build.mjs OUT
// Nothing happens when OUT is as new as its inputs. Without node_modules it runs `npm ci` once; after that it needs no
// network.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs OUT");
  process.exit(2);
}
const vendor = join(out, "vendor");
const stamp = join(vendor, ".stamp");
const inputs = ["build.mjs", "package.json", "package-lock.json", "vendor/editor.js", "licenses/d2coding.txt"];

function digest(names) {
  const hash = createHash("sha256");
  for (const name of names) hash.update(readFileSync(join(here, name)));
  return hash.digest("hex");
}

describeOwnFiles();
const wanted = digest(inputs);
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) process.exit(0);

install();
rmSync(vendor, { recursive: true, force: true });
mkdirSync(vendor, { recursive: true });
await bundleEditor();
copyTerminal();
copyFonts();
writeFileSync(stamp, wanted);

/**
 * Writes assets.properties: the names of our own files, the version in their addresses (a digest of them all, so that
 * they can be cached for ever), and the versions of the packages.
 */
function describeOwnFiles() {
  const root = join(here, "src/main/resources/public");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
  const locked = JSON.parse(readFileSync(join(here, "package.json"), "utf8")).devDependencies;
  const text = [
    `version=${hash.digest("hex").slice(0, 16)}`,
    `files=${files.join(",")}`,
    `editor=codemirror-${locked["@codemirror/view"]}/editor.js`,
    `terminal=xterm-${locked["@xterm/xterm"]}/xterm.js`,
    `terminal.style=xterm-${locked["@xterm/xterm"]}/xterm.css`,
    `terminal.fit=addon-fit-${locked["@xterm/addon-fit"]}/addon-fit.js`,
    `font=pretendard-${locked.pretendard}/pretendard.css`,
    "",
  ].join("\n");
  mkdirSync(out, { recursive: true });
  const target = join(out, "assets.properties");
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
}

/** Installs the locked packages if they are not there, or are not the locked ones. */
function install() {
  const installed = join(here, "node_modules", ".locked");
  const locked = digest(["package-lock.json"]);
  if (existsSync(installed) && readFileSync(installed, "utf8") === locked) return;
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-progress"], {
    cwd: here,
    encoding: "utf8",
    timeout: 300_000,
  });
  if (npm.status !== 0) {
    console.error(`npm ci failed: the fonts, the editor and the terminal of the pages come from npm packages that are
fetched once. Give this computer access to an npm registry, or copy web/node_modules from a computer that has one.
${npm.error?.message ?? ""}${npm.stderr ?? ""}`);
    process.exit(1);
  }
  writeFileSync(installed, locked);
}

function folderOf(name, version = versionOf(name)) {
  const folder = join(vendor, `${name.replace(/^@[^/]+\//, "")}-${version}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;
}

function copy(name, from, folder, to = from.split("/").pop()) {
  cpSync(join(here, "node_modules", name, from), join(folder, to), { recursive: true });
}

async function bundleEditor() {
  const { build } = await import("esbuild");
  const folder = folderOf("codemirror", versionOf("@codemirror/view"));
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["vendor/editor.js"],
    bundle: true,
    format: "esm",
    minify: true,
    metafile: true,
    legalComments: "none",
    target: "es2022",
    outfile: join(folder, "editor.js"),
    logLevel: "warning",
  });
  // One licence file for the bundle: each package's own text, by name.
  const packages = new Set(
    Object.keys(result.metafile.inputs)
      .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
      .filter(Boolean),
  );
  const texts = [...packages]
    .sort()
    .map((name) => `${name} ${versionOf(name)}\n\n${readFileSync(join(here, "node_modules", name, "LICENSE"), "utf8")}`);
  writeFileSync(join(folder, "LICENSE"), texts.join("\n----\n\n"));
}

function copyTerminal() {
  const terminal = folderOf("@xterm/xterm");
  // The source map comment names a file that is not shipped: without it browsers do not ask for one.
  const module = readFileSync(join(here, "node_modules/@xterm/xterm/lib/xterm.mjs"), "utf8");
  writeFileSync(join(terminal, "xterm.js"), module.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  copy("@xterm/xterm", "css/xterm.css", terminal);
  copy("@xterm/xterm", "LICENSE", terminal);
  const fit = folderOf("@xterm/addon-fit");
  const addon = readFileSync(join(here, "node_modules/@xterm/addon-fit/lib/addon-fit.mjs"), "utf8");
  writeFileSync(join(fit, "addon-fit.js"), addon.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  copy("@xterm/addon-fit", "LICENSE", fit);
}

function copyFonts() {
  const text = folderOf("pretendard");
  const web = "dist/web/variable";
  copy("pretendard", `${web}/pretendardvariable-dynamic-subset.css`, text, "pretendard.css");
  copy("pretendard", `${web}/woff2-dynamic-subset`, text);
  copy("pretendard", "dist/LICENSE.txt", text, "LICENSE");
  const fixed = folderOf("d2coding");
  copy("d2coding", "fonts/d2coding-subset.woff2", fixed);
  copy("d2coding", "fonts/d2coding-bold-subset.woff2", fixed);
  cpSync(join(here, "licenses/d2coding.txt"), join(fixed, "LICENSE"));
  if (readdirSync(join(text, "woff2-dynamic-subset")).length === 0) throw new Error("pretendard: no subsets");
}
