// How a Dockerfile is read for the eye only: comments, and the instruction that a line begins with. What a line means
// is the server's to say.

const INSTRUCTION = /^(?:add|arg|cmd|copy|entrypoint|env|expose|from|healthcheck|label|maintainer|onbuild|run|shell|stopsignal|user|volume|workdir)(?=\s|$)/i;
const HEREDOC = /<<-?\s*(["']?)([A-Za-z_][A-Za-z0-9_]*)\1/g;

/** A parser for CodeMirror's StreamLanguage. */
export const dockerfile = {
  name: "dockerfile",
  startState: () => ({ continued: false, escape: "\\", open: /** @type {string[]} */ ([]), body: false, first: true }),
  copyState: (state) => ({ ...state, open: [...state.open] }),
  token(stream, state) {
    if (stream.sol()) return line(stream, state);
    return rest(stream, state);
  },
  blankLine(state) {
    state.first = false;
  },
  languageData: { commentTokens: { line: "#" } },
};

/** The beginning of a line. */
function line(stream, state) {
  if (state.body) {
    // Inside a heredoc: nothing is marked until its last line.
    const ended = stream.string.trim() === state.open[0];
    if (ended) state.open.shift();
    state.body = state.open.length > 0;
    stream.skipToEnd();
    return null;
  }
  stream.eatSpace();
  if (stream.peek() === "#") {
    const directive = state.first && /^\s*#\s*escape\s*=\s*(\S)\s*$/i.exec(stream.string);
    if (directive) state.escape = directive[1];
    stream.skipToEnd();
    return "comment";
  }
  state.first = false;
  const begins = !state.continued;
  state.continued = stream.string.trimEnd().endsWith(state.escape);
  for (const [, , name] of stream.string.matchAll(HEREDOC)) state.open.push(name);
  state.body = state.open.length > 0 && !state.continued;
  if (begins && stream.match(INSTRUCTION)) return "keyword";
  return rest(stream, state);
}

/** What follows in a line; ONBUILD has a second instruction. */
function rest(stream) {
  if (/^\s*onbuild\s+$/i.test(stream.string.slice(0, stream.pos)) && stream.match(INSTRUCTION)) return "keyword";
  if (stream.eatSpace()) return null;
  stream.eatWhile(/\S/);
  return null;
}
