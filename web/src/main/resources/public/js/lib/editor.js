// @ts-check
// Turns the textarea of a cell into an editor. Until it has loaded, and if it cannot be, the textarea stays.
import { inEditor } from "./keys.js";
import { make } from "./parts.js";

/**
 * @typedef {{
 *   text: () => string,
 *   setText: (text: string) => void,
 *   focus: () => void,
 * }} Editor
 * @typedef {{
 *   changed: () => void,
 *   command: (name: string) => boolean,
 *   running: () => boolean,
 * }} Listener
 */

/** @type {Promise<any> | undefined} */
let bundle;

function load() {
  const address = document.querySelector("script[data-editor]")?.getAttribute("data-editor");
  bundle ??= import(address ?? "");
  return bundle;
}

/**
 * An editor over the textarea, at once; it becomes the better one by itself.
 *
 * @param {HTMLTextAreaElement} area
 * @param {Listener} listener
 * @returns {Editor}
 */
export function edit(area, listener) {
  /** @type {any} */
  let view;
  area.addEventListener("input", listener.changed);
  area.addEventListener("keydown", (event) => {
    const selected = area.selectionStart !== area.selectionEnd;
    const name = inEditor(event, selected, listener.running());
    if (name && listener.command(name)) event.preventDefault();
  });
  load()
    .then((modules) => (view = upgrade(modules, area, listener)))
    .catch((error) => console.error("editor", error));
  return {
    text: () => (view ? view.state.doc.toString() : area.value),
    setText: (text) => {
      if (view) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      else area.value = text;
    },
    focus: () => (view ? view.focus() : area.focus()),
  };
}

/**
 * @param {any} cm the bundle of web/vendor/editor.js
 * @param {HTMLTextAreaElement} area
 * @param {Listener} listener
 */
function upgrade(cm, area, listener) {
  const focused = document.activeElement === area;
  const narrow = matchMedia("(max-width: 47.99rem)").matches;
  const commands = cm.EditorView.domEventHandlers({
    keydown: (/** @type {KeyboardEvent} */ event, /** @type {any} */ view) => {
      const name = inEditor(event, !view.state.selection.main.empty, listener.running());
      if (!name || !listener.command(name)) return false;
      event.preventDefault();
      return true;
    },
  });
  const view = new cm.EditorView({
    doc: area.value,
    extensions: [
      commands,
      cm.history(),
      cm.drawSelection(),
      cm.highlightSpecialChars(),
      cm.languages.shell,
      cm.syntaxHighlighting(cm.comments),
      cm.keymap.of([...cm.defaultKeymap, ...cm.historyKeymap, { key: "Tab", run: cm.indentMore, shift: cm.indentLess }]),
      cm.EditorState.tabSize.of(8),
      narrow ? cm.EditorView.lineWrapping : [],
      cm.EditorView.contentAttributes.of({
        "aria-label": area.getAttribute("aria-label") ?? "",
        spellcheck: "false",
        autocapitalize: "off",
        autocorrect: "off",
      }),
      cm.EditorView.updateListener.of((/** @type {any} */ update) => update.docChanged && listener.changed()),
    ],
  });
  const home = make("div", { class: "code" });
  home.append(view.dom);
  area.after(home);
  area.hidden = true;
  if (focused) view.focus();
  return view;
}
