package dev.sangja.web.lesson;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.summary;

import dev.sangja.lessons.model.Picture;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.machine.GaugeRow;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.picture.LayerStack;
import dev.sangja.web.picture.NamespaceGrid;
import dev.sangja.web.picture.NamespaceMap;
import dev.sangja.web.picture.NamespaceTable;
import dev.sangja.web.picture.NetworkPaths;
import dev.sangja.web.picture.ProcessTree;
import dev.sangja.web.picture.StackView;
import dev.sangja.web.picture.Timeline;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.FigureTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A picture in the text, drawn from the machine as it is and from the step's last run. */
public final class PictureBlock {
    private final StepView view;
    private final Picture picture;
    private final Words words;

    private PictureBlock(StepView view, Picture picture, Words words) {
        this.view = view;
        this.picture = picture;
        this.words = words;
    }

    /** The picture with its caption; a fragment that replaces itself after each run. */
    public static FigureTag draw(StepView view, Picture picture, Words words) {
        Optional<DomContent> drawing = new PictureBlock(view, picture, words).drawing();
        return figure(
                        drawing.orElseGet(() -> p(words.say("picture.none")).withClass("empty")),
                        figcaption(rawHtml(picture.caption().html(words.language(), Map.of()))))
                .withClass("live")
                .withId("picture-" + picture.id())
                .attr(Data.HOOK, Hook.PICTURE.module())
                .attr(Data.FRAGMENT, Addresses.fragment(view.lesson(), view.step()) + "/pictures/" + picture.id());
    }

    private Optional<DomContent> drawing() {
        return switch (picture.kind()) {
            case NAMESPACE_MAP -> view.machine().now().flatMap(this::map);
            case LAYER_STACK -> stack();
            case PROCESS_TREE -> view.machine().now().map(this::tree);
            case TIMELINE -> timeline();
            case PACKET_PATH -> view.machine().now().flatMap(this::paths);
            case GAUGE -> view.machine().now().flatMap(this::gauges);
        };
    }

    private Optional<DomContent> map(MachineView now) {
        List<String> wanted = new ArrayList<>(picture.processes());
        wanted.addAll(picture.focus());
        NamespaceGrid grid = NamespaceGrid.of(view.machine().before().orElse(now), now, wanted);
        if (grid.columns().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(div(
                scroll(NamespaceMap.draw(grid, words, id())),
                details(
                                summary(words.say("map.as-table")),
                                div(NamespaceTable.whole(grid, words)).withClass("scroll astable"))
                        .withClass("fold")));
    }

    private Optional<DomContent> stack() {
        List<LayerDiff> layers = lastReceipt().map(Receipt::layers).orElse(List.of());
        return layers.stream()
                .filter(layer -> !layer.changes().isEmpty())
                .filter(layer -> picture.focus().isEmpty() || picture.focus().contains(layer.place()))
                .findFirst()
                .map(layer -> {
                    String place = layer.place().equals("workbench") ? words.say("place.workbench") : layer.place();
                    String upper = words.say("stack.upper", "place", place);
                    return scroll(LayerStack.draw(StackView.of(layer, upper, words.say("stack.lower")), words, id()));
                });
    }

    private Optional<DomContent> paths(MachineView now) {
        MachineView before = view.machine().before().orElse(now);
        return NetworkPaths.draw(before, now, picture.processes(), words, id()).map(this::scroll);
    }

    private DomContent tree(MachineView now) {
        return div(ProcessTree.draw(view.machine().before().orElse(now), now, words))
                .withClass("scroll panel");
    }

    private Optional<DomContent> timeline() {
        List<JournalEntry> entries =
                lastReceipt().map(receipt -> receipt.journal().entries()).orElse(List.of());
        return entries.isEmpty() ? Optional.empty() : Optional.of(scroll(Timeline.draw(entries, words, id())));
    }

    private Optional<DomContent> gauges(MachineView now) {
        return now.gauges().isEmpty()
                ? Optional.empty()
                : Optional.of(div(each(now.gauges(), gauge -> GaugeRow.draw(gauge, words)))
                        .withClass("panel"));
    }

    private Optional<Receipt> lastReceipt() {
        return view.work().values().stream()
                .flatMap(work -> work.run().stream())
                .filter(run -> run.receipt().isPresent())
                .max(Comparator.comparing(RunView::askedAt))
                .flatMap(RunView::receipt);
    }

    private DomContent scroll(DomContent drawing) {
        return div(drawing).withClass("scroll");
    }

    private String id() {
        return "pic-" + picture.id();
    }
}
