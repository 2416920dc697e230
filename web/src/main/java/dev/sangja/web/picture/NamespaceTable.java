package dev.sangja.web.picture;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Mark;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.List;
import java.util.Optional;

/** The namespace map as a table: the whole numbers, or their last four digits where room is short. */
public final class NamespaceTable {
    private NamespaceTable() {}

    /** The table with whole numbers and every column. */
    public static DomContent whole(NamespaceGrid grid, Words words) {
        return draw(grid, words, grid.columns(), false);
    }

    /** The table for the machine panel: the lab host and the two columns that started last. */
    public static DomContent brief(NamespaceGrid grid, Words words) {
        List<NamespaceColumn> columns = grid.columns();
        List<NamespaceColumn> shown = columns.size() <= 3
                ? columns
                : List.of(columns.get(0), columns.get(columns.size() - 2), columns.get(columns.size() - 1));
        return draw(grid, words, shown, true);
    }

    private static DomContent draw(NamespaceGrid grid, Words words, List<NamespaceColumn> columns, boolean brief) {
        return table(
                thead(tr(
                        th(words.say("map.kind")).attr("scope", "col"),
                        each(
                                columns,
                                column -> th(title(column, words, brief))
                                        .attr("scope", "col")
                                        .withClass("num")
                                        .attr("title", column.name())))),
                tbody(each(
                        grid.rows(),
                        row -> tr(
                                        td(
                                                Mark.draw(row.type()),
                                                text(" " + row.type().fileName())),
                                        each(columns, column -> cell(columns.get(0), column, row.type(), words, brief)))
                                .withCondClass(row.changed(), "hot"))));
    }

    private static String title(NamespaceColumn column, Words words, boolean brief) {
        if (column.shell()) {
            return words.say("map.host");
        }
        return brief
                ? Cut.to(column.name(), column.process().command(), 12)
                : column.name() + " (" + column.process().pid() + ")";
    }

    private static TdTag cell(
            NamespaceColumn home, NamespaceColumn column, NamespaceType type, Words words, boolean brief) {
        Optional<Long> inode = Optional.ofNullable(column.process().namespaces().get(type));
        TdTag cell = td().withClass("num");
        if (inode.isEmpty()) {
            return cell.withText("–");
        }
        String digits = Long.toString(inode.get());
        String shown = brief ? "…" + digits.substring(Math.max(0, digits.length() - 4)) : digits;
        if (column.equals(home)) {
            return cell.with(span(shown).withClass("dim"));
        }
        if (inode.equals(Optional.ofNullable(home.process().namespaces().get(type)))) {
            return cell.with(span(words.say("map.same")).withClass("dim"));
        }
        return cell.withClass("num tone").attr(Data.NAMESPACE, type.fileName()).withText(shown);
    }
}
