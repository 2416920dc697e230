package dev.sangja.web.lesson;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.sangja.lessons.model.Picture;
import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.picture.ChangeMark;
import dev.sangja.web.picture.LayerStack;
import dev.sangja.web.picture.SizeBars;
import dev.sangja.web.picture.TowerStack;
import dev.sangja.web.picture.TowerView;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pictures of layers: one tower with its files and with what shares it, and sizes side by side. */
final class LayerPictures {
    /** More caps than these on one tower are counted, not drawn. */
    private static final int MOST_CAPS = 24;

    private final StepView view;
    private final Picture picture;
    private final Words words;
    private final String id;

    LayerPictures(StepView view, Picture picture, Words words, String id) {
        this.view = view;
        this.picture = picture;
        this.words = words;
        this.id = id;
    }

    /** The first place as a tower, the others as caps on it; empty if there is none. */
    Optional<DomContent> tower() {
        List<LayerTower> towers = view.facts(picture.id()).places().stream()
                .flatMap(place -> place.tower().stream())
                .toList();
        if (towers.isEmpty()) {
            return Optional.empty();
        }
        TowerView first = TowerView.of(towers.get(0));
        return Optional.of(div(
                caps(towers.subList(1, towers.size())),
                div(LayerStack.draw(TowerStack.of(first, picture.show(), words), words, id))
                        .withClass("scroll"),
                hidden(first),
                floors(first)));
    }

    private DomContent caps(List<LayerTower> others) {
        int shown = Math.min(MOST_CAPS, others.size());
        long total = others.stream().mapToLong(LayerPictures::own).sum();
        return iff(
                !others.isEmpty(),
                div(
                        p(words.say("stack.caps", "count", others.size(), "size", Figures.bytes(total)))
                                .withClass("dim small"),
                        ul(
                                        each(others.subList(0, shown), this::cap),
                                        iff(
                                                others.size() > shown,
                                                li(words.say("stack.more", "count", others.size() - shown))))
                                .withClass("stack caps")));
    }

    private LiTag cap(LayerTower tower) {
        boolean writable = !tower.floors().isEmpty() && tower.floors().get(0).writable();
        return li(span(tower.place()), span(Figures.bytes(own(tower))).withClass("dim"))
                .withClass(writable ? "up" : "");
    }

    /** What it has for itself: its writable layer, or all of an image. */
    private static long own(LayerTower tower) {
        boolean writable = !tower.floors().isEmpty() && tower.floors().get(0).writable();
        return writable
                ? tower.floors().get(0).content().bytesAfter()
                : TowerView.of(tower).bytes();
    }

    private DomContent hidden(TowerView tower) {
        int count = tower.ghosts().size();
        return iff(
                count > 0,
                p(words.say("stack.wasted", "count", count, "size", Figures.bytes(tower.wastedBytes())))
                        .withClass("small"));
    }

    private DomContent floors(TowerView tower) {
        List<DomContent> rows = new ArrayList<>();
        for (int floor = 0; floor < tower.tower().floors().size(); floor++) {
            rows.add(floor(tower, floor));
        }
        return ol(each(rows.stream()))
                .withClass("floors")
                .attr("aria-label", words.say("stack.floors"))
                .attr(Data.HOOK, Hook.FLOORS.module());
    }

    private LiTag floor(TowerView tower, int index) {
        LayerTower.Floor floor = tower.tower().floors().get(index);
        String address = Addresses.fragment(view.lesson(), view.step()) + "/pictures/" + picture.id() + "/layers/"
                + index + "?place=" + URLEncoder.encode(tower.tower().place(), StandardCharsets.UTF_8);
        long wasted = tower.wastedBytes(index);
        return li(details(
                        summary(
                                span(TowerStack.label(tower.tower(), index, words))
                                        .withClass("b"),
                                span(TowerStack.caption(floor)).withClass("mono made-by"),
                                counts(floor),
                                span(Figures.bytes(floor.content().bytesAfter()))
                                        .withClass("num")),
                        iff(
                                wasted > 0,
                                p(words.say("stack.hidden-here", "size", Figures.bytes(wasted)))
                                        .withClass("dim")),
                        div(p(words.say("stack.loading")).withClass("dim")).attr(Data.PART, "files")))
                .attr(Data.FRAGMENT, address);
    }

    private static DomContent counts(LayerTower.Floor floor) {
        return ChangeMark.counts(
                count(floor, Set.of(LayerChange.Kind.ADDED)),
                count(floor, Set.of(LayerChange.Kind.MODIFIED, LayerChange.Kind.METADATA)),
                count(floor, Set.of(LayerChange.Kind.DELETED, LayerChange.Kind.OPAQUE)));
    }

    private static long count(LayerTower.Floor floor, Set<LayerChange.Kind> kinds) {
        return floor.content().changes().stream()
                .filter(change -> kinds.contains(change.kind()))
                .count();
    }

    /** The places and files as bars; empty if there is none. */
    Optional<List<SizeBars.Bar>> bars() {
        List<SizeBars.Bar> bars =
                view.facts(picture.id()).places().stream().map(this::bar).toList();
        return bars.isEmpty() ? Optional.empty() : Optional.of(bars);
    }

    private SizeBars.Bar bar(PictureFacts.Sized place) {
        if (place.tower().isEmpty()) {
            return new SizeBars.Bar(place.name(), List.of(new SizeBars.Part(words.say("type.file"), place.bytes(), 0)));
        }
        LayerTower tower = place.tower().get();
        TowerView seen = TowerView.of(tower);
        List<SizeBars.Part> parts = new ArrayList<>();
        for (int floor = tower.floors().size() - 1; floor >= 0; floor--) {
            boolean own = tower.floors().get(floor).writable();
            if (tower.kind() != LayerTower.Kind.CONTAINER || own) {
                String label = TowerStack.label(tower, floor, words) + ", "
                        + TowerStack.caption(tower.floors().get(floor));
                long bytes = tower.floors().get(floor).content().bytesAfter();
                parts.add(new SizeBars.Part(label, bytes, Math.min(bytes, seen.wastedBytes(floor))));
            }
        }
        return new SizeBars.Bar(place.name(), parts);
    }
}
