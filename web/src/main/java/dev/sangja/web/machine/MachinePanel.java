package dev.sangja.web.machine;

import static j2html.TagCreator.aside;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.web.markup.Chip;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.picture.NamespaceGrid;
import dev.sangja.web.picture.NamespaceTable;
import dev.sangja.web.picture.ProcessTree;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.AsideTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** The machine beside the text: what you are, namespaces, processes, containers, layers, limits. */
public final class MachinePanel {
    private MachinePanel() {}

    /** The panel; a fragment that replaces itself. */
    public static AsideTag draw(PanelView view, Words words) {
        AsideTag panel = aside().withClass("panel")
                .withId("machine")
                // It scrolls by itself when it is long, and so must be reachable by the keyboard.
                .attr("tabindex", "0")
                .attr("aria-label", words.say("panel.label"))
                .attr(Data.HOOK, Hook.MACHINE.module())
                .attr(Data.FRAGMENT, "/fragments/machine-panel")
                .attr(Data.MACHINE_STATE, view.status().kind().token());
        panel.with(host(view, words));
        view.now().ifPresent(now -> panel.with(sections(view, now, words)));
        return panel;
    }

    private static DomContent host(PanelView view, Words words) {
        MachineStatus status = view.status();
        String name = view.now().map(MachineView::hostname).orElse("lab");
        boolean ready = status.kind() == MachineStatus.Kind.READY;
        DomContent state = ready
                ? small(words.say("panel.since", "time", words.minute(status.since())))
                : small(Chip.of(
                        status.kind().state(),
                        words.say("panel.state." + status.kind().token())));
        boolean unseen = status.kind() == MachineStatus.Kind.GONE && view.now().isEmpty();
        String note = words.say(
                unseen ? "panel.note.unseen" : "panel.note." + status.kind().token(),
                "ahead",
                status.ahead(),
                "time",
                words.time(status.since()));
        return section(
                h2(text(words.say("panel.host", "name", name) + " "), state),
                p(note).withClass("note first"),
                MachineChip.draw(status, words).attr("hidden", "hidden"));
    }

    private static DomContent[] sections(PanelView view, MachineView now, Words words) {
        MachineView before = view.before().orElse(now);
        List<DomContent> sections = new ArrayList<>();
        sections.add(namespaces(view, before, now, words));
        sections.add(section(
                heading("panel.processes", words.say("panel.processes.places"), words),
                ProcessTree.draw(before, now, words)));
        if (!now.containers().isEmpty()) {
            sections.add(containers(now, words));
        }
        if (!view.layers().isEmpty()) {
            sections.add(layers(view.layers(), words));
        }
        if (!now.gauges().isEmpty()) {
            sections.add(limits(now.gauges(), words));
        }
        return sections.toArray(DomContent[]::new);
    }

    private static DomContent namespaces(PanelView view, MachineView before, MachineView now, Words words) {
        NamespaceGrid grid = NamespaceGrid.of(before, now);
        String note = view.lastCell()
                .map(cell -> words.say("panel.changed", "letter", words.letter(cell), "count", grid.changed()))
                .orElse("");
        return section(heading("panel.namespaces", note, words), NamespaceTable.brief(grid, words));
    }

    private static DomContent containers(MachineView now, Words words) {
        return section(
                heading("panel.containers", Integer.toString(now.containers().size()), words),
                table(
                        thead(tr(
                                th(words.say("container.name")).attr("scope", "col"),
                                th(words.say("container.image")).attr("scope", "col"),
                                th(words.say("container.state")).attr("scope", "col"))),
                        tbody(each(now.containers(), container -> container(container, words)))));
    }

    private static TrTag container(ContainerView container, Words words) {
        String state = switch (container.state()) {
            case "running" -> words.say("container.running", "pid", container.pid());
            case "exited" -> words.say("container.exited", "code", container.exitCode());
            default -> container.state();
        };
        return tr(td(container.name()), td(container.image()), td(state));
    }

    private static DomContent layers(List<LayerDiff> layers, Words words) {
        return section(
                heading("panel.layers", words.say("panel.layers.writable"), words),
                ol(each(layers, layer -> layer(layer, words))).withClass("stack"));
    }

    private static LiTag layer(LayerDiff layer, Words words) {
        String name = layer.place().equals("workbench") ? words.say("place.workbench") : layer.place();
        return li(span(name), span(Figures.bytes(layer.bytesAfter())).withClass("dim"))
                .withClass("up");
    }

    private static DomContent limits(List<Gauge> gauges, Words words) {
        long acted = gauges.stream().filter(gauge -> gauge.acted() > 0).count();
        String note = acted == 0 ? words.say("panel.limits.none") : words.say("panel.limits.acted", "count", acted);
        return section(heading("panel.limits", note, words), each(gauges, gauge -> GaugeRow.draw(gauge, words)));
    }

    private static DomContent heading(String key, String note, Words words) {
        return h2(text(words.say(key + ".title") + " "), small(note));
    }
}
