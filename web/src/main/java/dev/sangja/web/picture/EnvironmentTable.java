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
import java.util.Map;
import java.util.TreeSet;

/** Environment variables side by side: what a build's commands saw, and what processes of containers see. */
public final class EnvironmentTable {
    private EnvironmentTable() {}

    /**
     * One environment.
     *
     * @param name whose it is, as the table's head says it
     * @param variables by name
     */
    public record Column(String name, Map<String, String> variables) {
        public Column {
            variables = Map.copyOf(variables);
        }
    }

    /** The table of those environments; {@code asked} are the variables shown, none for those that differ. */
    public static TableTag draw(List<Column> columns, List<String> asked, Words words) {
        List<String> names = asked.isEmpty() ? differing(columns) : asked;
        return table(
                        thead(tr(
                                th(words.say("environment.variable")).attr("scope", "col"),
                                each(columns, column -> th(column.name()).attr("scope", "col")))),
                        tbody(each(names, name -> row(name, columns, words))))
                .withClass("across");
    }

    private static List<String> differing(List<Column> columns) {
        TreeSet<String> names = new TreeSet<>();
        columns.forEach(column -> names.addAll(column.variables().keySet()));
        return names.stream()
                .filter(name -> columns.stream()
                                .map(column -> column.variables().getOrDefault(name, "\0"))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static DomContent row(String name, List<Column> columns, Words words) {
        return tr(th(code(name)).attr("scope", "row"), each(columns, column -> td(value(name, column, words))));
    }

    private static DomContent value(String name, Column column, Words words) {
        String value = column.variables().get(name);
        if (value == null) {
            return span(words.say("environment.absent")).withClass("dim");
        }
        return value.isEmpty() ? span(words.say("environment.empty")).withClass("dim") : code(value);
    }
}
