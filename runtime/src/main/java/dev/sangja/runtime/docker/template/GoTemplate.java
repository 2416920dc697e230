package dev.sangja.runtime.docker.template;

import java.util.List;

/**
 * A template as {@code --format} takes it: the language of Go's text/template but for named templates, with the
 * functions that Docker adds. Immutable.
 *
 * <p>A template comes from a learner, so its length, its depth, the steps it takes and the text it makes are bounded.
 */
public final class GoTemplate {
    private static final int LONGEST_TEXT = 64 << 10;

    private final List<Node> nodes;

    private GoTemplate(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException in Go's words
     */
    public static GoTemplate parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw TemplateException.parsing(1, "template is longer than " + LONGEST_TEXT + " characters");
        }
        return new GoTemplate(Parser.parse(text));
    }

    /**
     * Executes it.
     *
     * @throws TemplateException in Go's words, or where it takes too long or says too much
     */
    public String execute(GoValue data) {
        return new Executor(data).run(nodes);
    }

    /** What {@code {{json .}}} would print. */
    public static String json(GoValue value) {
        return GoJson.compact(value);
    }

    /** The same over several lines, indented by four spaces a level. */
    public static String prettyJson(GoValue value) {
        return GoJson.pretty(value);
    }
}
