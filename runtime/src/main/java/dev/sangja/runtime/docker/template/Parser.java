package dev.sangja.runtime.docker.template;

import dev.sangja.runtime.docker.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a tree of a template's tokens. See text/template/parse/parse.go. */
final class Parser {
    private static final int DEEPEST = 100;
    private static final Set<String> BRANCHES = Set.of("if", "with", "range");
    private static final Set<String> UNSUPPORTED = Set.of("define", "template", "block");

    private final String text;
    private final Tokens tokens;
    private final Deque<String> variables = new ArrayDeque<>(List.of("$"));
    private int depth;
    private int loops;

    private Parser(String text) {
        this.text = text;
        this.tokens = new Tokens(Lexer.lex(text));
    }

    static List<Node> parse(String text) {
        Parser parser = new Parser(text);
        List<Node> nodes = parser.nodes();
        Token last = parser.tokens.peek();
        if (!last.is(Kind.END)) {
            throw parser.problem("unexpected {{" + parser.tokens.keyword() + "}}");
        }
        return nodes;
    }

    /** Nodes up to an {@code end}, an {@code else} or the end of the template. */
    private List<Node> nodes() {
        if (++depth > DEEPEST) {
            throw problem("actions are nested too deeply");
        }
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(Kind.END)) {
            if (tokens.peek().is(Kind.TEXT)) {
                nodes.add(new Node.Literal(tokens.take().text()));
                continue;
            }
            String keyword = tokens.keyword();
            if (keyword.equals("end") || keyword.equals("else")) {
                break;
            }
            nodes.add(action(keyword));
        }
        depth--;
        return nodes;
    }

    private Node action(String keyword) {
        tokens.take();
        tokens.skipSpace();
        if (UNSUPPORTED.contains(keyword)) {
            throw problem("{{" + keyword + "}} is not in this teaching runtime");
        }
        if (BRANCHES.contains(keyword)) {
            tokens.take();
            return branch(keyword);
        }
        if (keyword.equals("break") || keyword.equals("continue")) {
            tokens.take();
            if (loops == 0) {
                throw problem("{{" + keyword + "}} outside {{range}}");
            }
            close(keyword);
            return keyword.equals("break") ? new Node.Break() : new Node.Continue();
        }
        return new Node.Print(pipeline("command", Kind.CLOSE, false));
    }

    private Node branch(String keyword) {
        int scope = variables.size();
        boolean loop = keyword.equals("range");
        Node.Pipeline pipeline = pipeline(keyword, Kind.CLOSE, loop);
        loops += loop ? 1 : 0;
        List<Node> then = nodes();
        loops -= loop ? 1 : 0;
        List<Node> otherwise = otherwise(keyword);
        while (variables.size() > scope) {
            variables.pop();
        }
        return loop
                ? new Node.Loop(pipeline, then, otherwise)
                : new Node.Choice(pipeline, keyword.equals("with"), then, otherwise);
    }

    /** Takes {@code {{end}}}, or {@code {{else}}} and what follows it. */
    private List<Node> otherwise(String keyword) {
        if (tokens.peek().is(Kind.END)) {
            throw problem("unexpected EOF");
        }
        boolean end = tokens.keyword().equals("end");
        tokens.take();
        tokens.skipSpace();
        tokens.take();
        if (end) {
            close("end");
            return List.of();
        }
        tokens.skipSpace();
        if (!keyword.equals("range") && tokens.peek().isWord(keyword)) {
            // {{else if}} is an {{if}} inside the {{else}} that shares its {{end}}.
            tokens.take();
            return List.of(branch(keyword));
        }
        close("else");
        List<Node> nodes = nodes();
        if (tokens.peek().is(Kind.END)) {
            throw problem("unexpected EOF");
        }
        if (tokens.keyword().equals("else")) {
            throw problem("expected end; found {{else}}");
        }
        tokens.take();
        tokens.skipSpace();
        tokens.take();
        close("end");
        return nodes;
    }

    private void close(String where) {
        tokens.skipSpace();
        if (!tokens.peek().is(Kind.CLOSE)) {
            throw unexpected(where);
        }
        tokens.take();
    }

    private Node.Pipeline pipeline(String where, Kind end, boolean loop) {
        if (++depth > DEEPEST) {
            throw problem("pipelines are nested too deeply");
        }
        tokens.skipSpace();
        int start = tokens.peek().position();
        List<String> declared = new ArrayList<>();
        boolean declares = declaration(declared, loop);
        List<Node.Command> commands = new ArrayList<>();
        while (true) {
            tokens.skipSpace();
            if (tokens.peek().is(end)) {
                break;
            }
            commands.add(command(where, end));
        }
        if (commands.isEmpty()) {
            throw problem("missing value for " + where);
        }
        String source = text.substring(start, tokens.peek().position()).strip();
        tokens.take();
        declared.stream().filter(name -> declares).forEach(variables::push);
        depth--;
        return new Node.Pipeline(declared, declares, commands, source, start);
    }

    /** Takes {@code $x :=}, {@code $x =} or {@code $i, $x :=} if it stands here. */
    private boolean declaration(List<String> declared, boolean loop) {
        int start = tokens.mark();
        while (tokens.peek().is(Kind.VARIABLE)) {
            declared.add(tokens.take().text());
            tokens.skipSpace();
            if (tokens.peek().is(Kind.DECLARE) || tokens.peek().is(Kind.ASSIGN)) {
                boolean declares = tokens.take().is(Kind.DECLARE);
                if (!declares) {
                    declared.forEach(this::requireVariable);
                }
                return declares;
            }
            if (!loop || !tokens.peek().is(Kind.COMMA) || declared.size() > 1) {
                break;
            }
            tokens.take();
            tokens.skipSpace();
        }
        tokens.reset(start);
        declared.clear();
        return false;
    }

    private Node.Command command(String where, Kind end) {
        List<Node.Operand> operands = new ArrayList<>();
        int start = tokens.peek().position();
        int stop = start;
        while (true) {
            tokens.skipSpace();
            Token token = tokens.peek();
            if (token.is(end) || token.is(Kind.PIPE)) {
                break;
            }
            Node.Operand operand = operand(where);
            operands.add(operand);
            stop = tokens.peek().position();
            if (!tokens.peek().is(Kind.SPACE)
                    && !tokens.peek().is(end)
                    && !tokens.peek().is(Kind.PIPE)) {
                throw unexpected("operand");
            }
        }
        if (operands.isEmpty()) {
            throw problem("empty command");
        }
        if (tokens.peek().is(Kind.PIPE)) {
            tokens.take();
            tokens.skipSpace();
            if (tokens.peek().is(end)) {
                throw problem("missing value for " + where);
            }
        }
        return new Node.Command(operands, text.substring(start, stop).strip(), start);
    }

    private Node.Operand operand(String where) {
        Token token = tokens.peek();
        Optional<Node.Operand> term = term(token, where);
        List<String> fields = new ArrayList<>();
        int second = token.position();
        if (token.is(Kind.FIELD)) {
            fields.add(tokens.take().text().substring(1));
        }
        while (tokens.peek().is(Kind.FIELD)) {
            // Go reports a chain at its second part.
            second = fields.size() == (token.is(Kind.FIELD) ? 1 : 0)
                    ? tokens.peek().position()
                    : second;
            fields.add(tokens.take().text().substring(1));
        }
        if (fields.isEmpty()) {
            return term.orElseThrow(() -> unexpected(where));
        }
        String source = text.substring(token.position(), tokens.peek().position());
        return new Node.Chain(term, fields, source, second);
    }

    /** What fields may follow; empty, and nothing taken, if a field itself stands here. */
    private Optional<Node.Operand> term(Token token, String where) {
        int position = token.position();
        return switch (token.kind()) {
            case FIELD -> Optional.empty();
            case DOT -> {
                tokens.take();
                yield Optional.of(new Node.Chain(Optional.empty(), List.of(), ".", position));
            }
            case VARIABLE -> {
                requireVariable(token.text());
                tokens.take();
                yield Optional.of(new Node.Variable(token.text(), position));
            }
            case STRING, CHARACTER, NUMBER -> {
                tokens.take();
                yield Optional.of(new Node.Constant(Constants.read(token, text), token.text(), position));
            }
            case LEFT_PARENTHESIS -> {
                tokens.take();
                Node.Pipeline pipeline = pipeline("parenthesized pipeline", Kind.RIGHT_PARENTHESIS, false);
                yield Optional.of(new Node.Nested(pipeline, "(" + pipeline.source() + ")", position));
            }
            case WORD -> {
                tokens.take();
                yield Optional.of(word(token));
            }
            case TEXT, OPEN, CLOSE, PIPE, RIGHT_PARENTHESIS, DECLARE, ASSIGN, COMMA, SPACE, END ->
                throw unexpected(where);
        };
    }

    private Node.Operand word(Token token) {
        String word = token.text();
        return switch (word) {
            case "true", "false" -> new Node.Constant(GoValue.of(word.equals("true")), word, token.position());
            case "nil" -> new Node.Constant(GoValue.NIL, word, token.position());
            default -> {
                if (!Functions.NAMES.contains(word)) {
                    throw problem("function \"" + word + "\" not defined");
                }
                yield new Node.Identifier(word, token.position());
            }
        };
    }

    private void requireVariable(String name) {
        if (!variables.contains(name)) {
            throw problem("undefined variable \"" + name + "\"");
        }
    }

    private TemplateException unexpected(String where) {
        Token token = tokens.peek();
        String shown = token.is(Kind.STRING) ? token.text() : "\"" + token.text() + "\"";
        return problem("unexpected " + (token.is(Kind.END) ? "EOF" : shown) + " in " + where);
    }

    private TemplateException problem(String message) {
        return TemplateException.parsing(Lexer.line(text, tokens.peek().position()), message);
    }
}
