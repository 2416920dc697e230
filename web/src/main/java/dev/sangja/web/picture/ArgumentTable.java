package dev.sangja.web.picture;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import java.util.List;

/** How argument vectors come about: what the image says, what was typed, and what was executed. */
public final class ArgumentTable {
    private ArgumentTable() {}

    /**
     * One container's argument vector.
     *
     * @param container its name
     * @param entryPoint ENTRYPOINT of its image
     * @param command CMD of its image
     * @param typed what was typed to start it, as far as it is about the vector: {@code --entrypoint}, and what stood
     *     behind the image's name
     * @param executed the vector of its first execve(2); empty if that was not observed
     */
    public record Row(
            String container,
            List<String> entryPoint,
            List<String> command,
            List<String> typed,
            List<String> executed) {
        public Row {
            entryPoint = List.copyOf(entryPoint);
            command = List.copyOf(command);
            typed = List.copyOf(typed);
            executed = List.copyOf(executed);
        }
    }

    public static TableTag draw(List<Row> rows, Words words) {
        return table(
                        thead(tr(
                                th(words.say("arguments.container")).attr("scope", "col"),
                                th("ENTRYPOINT").attr("scope", "col"),
                                th("CMD").attr("scope", "col"),
                                th(words.say("arguments.typed")).attr("scope", "col"),
                                th(words.say("arguments.executed")).attr("scope", "col"))),
                        tbody(each(rows, row -> row(row, words))))
                .withClass("across");
    }

    private static DomContent row(Row row, Words words) {
        return tr(
                th(code(row.container())).attr("scope", "row"),
                td(words(row.entryPoint())),
                td(words(row.command())),
                td(words(row.typed())),
                td(
                        row.executed().isEmpty()
                                ? span(words.say("arguments.unseen")).withClass("dim")
                                : words(row.executed())));
    }

    private static DomContent words(List<String> vector) {
        return vector.isEmpty()
                ? span("–").withClass("dim")
                : each(vector, word -> code(word.isEmpty() ? "''" : word).withClass("word"));
    }
}
