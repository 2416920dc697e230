// @ts-check
// Marks in an editor: what notes are about is underlined, and their lines carry a sign in the margin.
import { icon, make } from "./parts.js";
import { levels, span } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */

/**
 * The extensions that show notes, and the function that puts others in their place.
 *
 * @param {any} cm the bundle of web/vendor/editor.js
 * @returns {{extensions: any[], show: (view: any, notes: Note[]) => void}}
 */
export function marks(cm) {
  const put = cm.StateEffect.define();
  const field = cm.StateField.define({
    create: () => ({ notes: [], set: cm.Decoration.none }),
    update(/** @type {any} */ value, /** @type {any} */ change) {
      for (const effect of change.effects) if (effect.is(put)) return placed(cm, change.state, effect.value);
      return change.docChanged ? { ...value, set: value.set.map(change.changes) } : value;
    },
    provide: (/** @type {any} */ self) =>
      cm.EditorView.decorations.from(self, (/** @type {any} */ value) => value.set),
  });
  class Sign extends cm.GutterMarker {
    /** @param {string} level */
    constructor(level) {
      super();
      this.level = level;
    }
    /** @param {any} other */
    eq(other) {
      return other.level === this.level;
    }
    toDOM() {
      return make("span", { class: `sign ${this.level}`, "aria-hidden": "true" }, icon(this.level === "error" ? "bad" : "bang"));
    }
  }
  const margin = cm.gutter({
    class: "cm-signs",
    lineMarker: (/** @type {any} */ view, /** @type {any} */ block) => {
      const level = levels(view.state.field(field).notes).get(view.state.doc.lineAt(block.from).number);
      return level ? new Sign(level) : null;
    },
    lineMarkerChange: (/** @type {any} */ update) => update.startState.field(field) !== update.state.field(field),
    initialSpacer: () => new Sign("warning"),
  });
  return {
    extensions: [field, margin, cm.lineNumbers()],
    show: (view, notes) => view.dispatch({ effects: put.of(notes) }),
  };
}

/** @param {any} cm @param {any} state @param {Note[]} notes */
function placed(cm, state, notes) {
  const text = state.doc.toString();
  const ranges = notes
    .map((note) => ({ note, ...span(text, note) }))
    .filter(({ from, to }) => to > from)
    .map(({ note, from, to }) =>
      cm.Decoration.mark({ class: `note-${note.level}`, attributes: { title: note.message } }).range(from, to),
    );
  return { notes, set: cm.Decoration.set(ranges, true) };
}
