// What our cells use of CodeMirror 6, bundled into one file at build time. No syntax colours: comments are set back
// to the third ink, a Dockerfile's instructions are bold, and nothing else is marked.
import { defaultKeymap, history, historyKeymap, indentMore, indentLess } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  gutter,
  GutterMarker,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { dockerfile } from "./dockerfile.js";

const comments = HighlightStyle.define([{ tag: tags.comment, color: "var(--ink-3)" }]);
const instructions = HighlightStyle.define([
  { tag: tags.comment, color: "var(--ink-3)" },
  { tag: tags.keyword, fontWeight: "700" },
]);

/** @type {Record<string, import("@codemirror/state").Extension>} */
const languages = {
  shell: StreamLanguage.define(shell),
  dockerfile: StreamLanguage.define(dockerfile),
};

export {
  comments,
  Compartment,
  Decoration,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  gutter,
  GutterMarker,
  highlightSpecialChars,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  instructions,
  keymap,
  languages,
  lineNumbers,
  StateEffect,
  StateField,
  syntaxHighlighting,
};
