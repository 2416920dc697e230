// @ts-check
// Turns the textarea of a cell into an editor. Until it has loaded, and if it cannot be, the textarea stays.
import { inEditor } from "./keys.js";
import { marks } from "./marks.js";
import { span } from "./notes.js";
import { make } from "./parts.js";

/**
 * @typedef {{
 *   text: () => string,
 *   setText: (text: string) => void,
 *   focus: () => void,
 *   show: (notes: import("./notes.js").Note[]) => void,
 *   goTo: (note: import("./notes.js").Note) => void,
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
 * An editor over the textarea, at once; it becomes the better one by itself. Its language is the textarea's
 * data-language; a Dockerfile has numbered lines and can show notes.
 *
 * @param {HTMLTextAreaElement} area
 * @param {Listener} listener
 * @returns {Editor}
 */
export function edit(area, listener) {
  /** @type {any} */
  let view;
  /** @type {import("./notes.js").Note[]} */
  let notes = [];
  area.addEventListener("input", listener.changed);
  area.addEventListener("keydown", (event) => {
    const selected = area.selectionStart !== area.selectionEnd;
    const name = inEditor(event, selected, listener.running());
    if (name && listener.command(name)) event.preventDefault();
  });
  load()
    .then((modules) => {
      view = upgrade(modules, area, listener);
      view.show?.(view, notes);
    })
    .catch((error) => console.error("editor", error));
  return {
    text: () => (view ? view.state.doc.toString() : area.value),
    setText: (text) => {
      if (view) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      else area.value = text;
    },
    focus: () => (view ? view.focus() : area.focus()),
    show: (fresh) => {
      notes = fresh;
      view?.show?.(view, notes);
    },
    goTo: (note) => {
      const { from } = span(view ? view.state.doc.toString() : area.value, note);
      if (view) view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      else area.setSelectionRange(from, from);
      (view ?? area).focus();
    },
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
  const marked = area.dataset.language === "dockerfile";
  const notes = marked ? marks(cm) : null;
  const view = new cm.EditorView({
    doc: area.value,
    extensions: [
      commands,
      notes?.extensions ?? [],
      cm.history(),
      cm.drawSelection(),
      cm.highlightSpecialChars(),
      marked ? cm.languages.dockerfile : cm.languages.shell,
      cm.syntaxHighlighting(marked ? cm.instructions : cm.comments),
      cm.keymap.of([...cm.defaultKeymap, ...cm.historyKeymap, { key: "Tab", run: cm.indentMore, shift: cm.indentLess }]),
      cm.EditorState.tabSize.of(8),
      narrow ? cm.EditorView.lineWrapping : [],
      cm.EditorView.contentAttributes.of({
        "aria-label": area.getAttribute("aria-label") ?? "",
        ...(area.hasAttribute("aria-describedby")
          ? { "aria-describedby": area.getAttribute("aria-describedby") ?? "" }
          : {}),
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
  if (notes) view.show = notes.show;
  return view;
}
