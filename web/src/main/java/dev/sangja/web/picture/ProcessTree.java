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

import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Picture P3, the process tree: a table that counts every process twice, from outside and from inside. */
public final class ProcessTree {
    /** Rows beyond this are counted, not shown. */
    private static final int MOST = 60;

    private ProcessTree() {}

    /** The tree; rows of processes that were not there before are marked. */
    public static DomContent draw(MachineView before, MachineView after, Words words) {
        Set<String> old = before.processes().stream().map(ProcessTree::identity).collect(Collectors.toSet());
        List<Branch> branches = branches(after);
        int hidden = Math.max(0, branches.size() - MOST);
        List<Branch> shown = branches.subList(0, branches.size() - hidden);
        return table(
                        thead(tr(
                                th(words.say("tree.outside"))
                                        .attr("scope", "col")
                                        .withClass("num"),
                                th(words.say("tree.inside"))
                                        .attr("scope", "col")
                                        .withClass("num"),
                                th(words.say("tree.command")).attr("scope", "col"))),
                        tbody(
                                each(shown, branch -> row(branch, after.shellPid(), old, words)),
                                each(
                                        hidden == 0 ? List.of() : List.of(hidden),
                                        count -> tr(
                                                td(),
                                                td(),
                                                td(words.say("tree.more", "count", count))
                                                        .withClass("dim")))))
                .withClass("processes");
    }

    private static TrTag row(Branch branch, int shell, Set<String> old, Words words) {
        ProcessView process = branch.process();
        boolean nested = process.namespacePids().size() > 1;
        String inside = nested
                ? process.namespacePids()
                        .get(process.namespacePids().size() - 1)
                        .toString()
                : "–";
        String indent = branch.depth() == 0 ? "" : "\u00a0 ".repeat(branch.depth() - 1) + "└ ";
        // How the shell of the cells was started tells nobody anything.
        String name = process.pid() == 1
                ? words.say("tree.engine")
                : process.pid() == shell ? process.command() : label(process);
        String whole = String.join(" ", process.arguments());
        return tr(
                        td(Integer.toString(process.pid())).withClass("num"),
                        nested
                                ? td(inside).withClass("num tone").attr(Data.NAMESPACE, "pid")
                                : td(inside).withClass("num dim"),
                        td(text(indent + Cut.to(name, 34 - 2 * branch.depth()) + " "), state(process, words))
                                .attr("title", whole))
                .withCondClass(!old.contains(identity(process)), "hot");
    }

    private static DomContent state(ProcessView process, Words words) {
        boolean zombie = process.state().equals("Z");
        return zombie
                ? span(words.say("tree.zombie")).withClass("tone").attr(Data.STATE, "failed")
                : span(process.state()).withClass("dim");
    }

    /** What names a process for ever: its id and when it started. */
    static String identity(ProcessView process) {
        return process.pid() + "@" + process.startTicks();
    }

    /** What a process runs, as one would say it: {@code sleep 9063}. */
    static String label(ProcessView process) {
        if (process.arguments().isEmpty()) {
            return process.command();
        }
        String program = process.arguments().get(0);
        String name = program.substring(program.lastIndexOf('/') + 1);
        List<String> rest = process.arguments().subList(1, process.arguments().size());
        return rest.isEmpty() ? name : name + " " + String.join(" ", rest);
    }

    private static List<Branch> branches(MachineView view) {
        Map<Integer, List<ProcessView>> children =
                view.processes().stream().collect(Collectors.groupingBy(ProcessView::parent));
        Set<Integer> known = view.processes().stream().map(ProcessView::pid).collect(Collectors.toSet());
        List<Branch> branches = new ArrayList<>();
        view.processes().stream()
                .filter(process -> !known.contains(process.parent()) || process.parent() == process.pid())
                .forEach(root -> grow(root, 0, children, branches));
        return branches;
    }

    private static void grow(
            ProcessView process, int depth, Map<Integer, List<ProcessView>> children, List<Branch> branches) {
        branches.add(new Branch(process, Math.min(depth, 8)));
        if (depth > 100) {
            return;
        }
        children.getOrDefault(process.pid(), List.of()).stream()
                .filter(child -> child.pid() != process.pid())
                .forEach(child -> grow(child, depth + 1, children, branches));
    }

    private record Branch(ProcessView process, int depth) {}
}
