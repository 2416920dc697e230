// What our cells use of CodeMirror 6, bundled into one file at build time. No syntax colours: comments are set back
// to the third ink, and nothing else is marked.
import { defaultKeymap, history, historyKeymap, indentMore, indentLess } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const comments = HighlightStyle.define([{ tag: tags.comment, color: "var(--ink-3)" }]);

/** @type {Record<string, import("@codemirror/state").Extension>} */
const languages = {
  shell: StreamLanguage.define(shell),
};

export {
  comments,
  Compartment,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  highlightSpecialChars,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  keymap,
  languages,
  syntaxHighlighting,
};
