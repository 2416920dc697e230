package dev.sangja.web.receipt;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.runtime.receipt.TextDiff;
import dev.sangja.web.markup.Mark;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Views that the run changed: host names, mounts, addresses, id maps, line by line, in each namespace. */
final class ViewSection {
    /** More lines of one namespace than this are counted, not shown. */
    private static final int MOST_LINES = 14;

    private ViewSection() {}

    static Optional<DomContent> draw(Receipt receipt, Words words) {
        List<Change> changes = changes(receipt.before(), receipt.after());
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(section(h3(words.say("views.title")), each(changes, change -> block(change, words))));
    }

    private static DomContent block(Change change, Words words) {
        List<TextDiff.Line> lines = change.lines();
        int cut = Math.max(0, lines.size() - MOST_LINES);
        String kind = change.namespace().type().fileName();
        String heading = words.say(
                change.fresh() ? "views.fresh" : "views.changed",
                "kind",
                kind,
                "name",
                words.say("namespace." + kind),
                "inode",
                change.namespace().inode());
        return div(
                p(Mark.draw(change.namespace().type()), text(" " + heading)).withClass("dim content-of"),
                pre(
                                each(lines.subList(0, lines.size() - cut), LayerSection::line),
                                iff(
                                        cut > 0,
                                        span(words.say("layers.lines.cut", "count", cut))
                                                .withClass("hd")))
                        .withClass("textdiff"));
    }

    /** For a namespace that was there, its own lines; for a new one, how it differs from the shell's of its kind. */
    private static List<Change> changes(MachineView before, MachineView after) {
        Map<Long, NamespaceView> old = before.namespaces().stream()
                .collect(Collectors.toMap(NamespaceView::inode, Function.identity(), (one, other) -> one));
        List<Change> changes = new ArrayList<>();
        for (NamespaceView now : after.namespaces()) {
            Optional<NamespaceView> then = Optional.ofNullable(old.get(now.inode()));
            List<String> base = then.map(NamespaceView::facts).orElseGet(() -> shellFacts(after, now));
            List<TextDiff.Line> lines = difference(base, now.facts());
            if (!lines.isEmpty()) {
                changes.add(new Change(now, then.isEmpty(), lines));
            }
        }
        return changes;
    }

    private static List<String> shellFacts(MachineView view, NamespaceView now) {
        return view.processes().stream()
                .filter(process -> process.pid() == view.shellPid())
                .flatMap(shell -> Optional.ofNullable(shell.namespaces().get(now.type())).stream())
                .flatMap(inode -> view.namespaces().stream().filter(other -> other.inode() == inode))
                .findFirst()
                .map(NamespaceView::facts)
                .orElse(List.of());
    }

    /** Lines are facts without an order: what went comes first, then what came. */
    private static List<TextDiff.Line> difference(List<String> from, List<String> to) {
        Set<String> gone = new LinkedHashSet<>(from);
        to.forEach(gone::remove);
        Set<String> come = new LinkedHashSet<>(to);
        from.forEach(come::remove);
        List<TextDiff.Line> lines = new ArrayList<>();
        gone.forEach(line -> lines.add(new TextDiff.Line(TextDiff.Line.Kind.REMOVED, line)));
        come.forEach(line -> lines.add(new TextDiff.Line(TextDiff.Line.Kind.ADDED, line)));
        return lines;
    }

    private record Change(NamespaceView namespace, boolean fresh, List<TextDiff.Line> lines) {}
}
