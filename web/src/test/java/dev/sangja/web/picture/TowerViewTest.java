package dev.sangja.web.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.web.page.SampleTowers;
import dev.sangja.web.text.Words;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TowerViewTest {
    private static final Words ENGLISH = Words.in(Language.EN, ZoneOffset.UTC);

    private static LayerTower.Floor floor(String id, LayerChange... changes) {
        long bytes = 0;
        for (LayerChange change : changes) {
            bytes += change.type().equals("file") ? Math.max(0, change.sizeAfter()) : 0;
        }
        return new LayerTower.Floor(id, "", false, new LayerDiff(id, "", List.of(changes), 0, 0, bytes));
    }

    private static LayerChange change(LayerChange.Kind kind, String path, String type, long size) {
        return new LayerChange(kind, path, type, 0, size, Optional.empty());
    }

    private static LayerChange file(String path, long size) {
        return change(LayerChange.Kind.ADDED, path, "file", size);
    }

    private static LayerChange gone(String path) {
        return change(LayerChange.Kind.DELETED, path, "file", -1);
    }

    private static TowerView view(LayerTower.Floor... floors) {
        return TowerView.of(new LayerTower("x:1", LayerTower.Kind.IMAGE, List.of(floors)));
    }

    @Test
    void aFileWrittenNTimesWastesAllCopiesButOne() {
        List<LayerTower.Floor> floors = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            floors.add(floor("sha256:" + at, change(LayerChange.Kind.MODIFIED, "/data", "file", 100)));
        }
        TowerView view = view(floors.toArray(LayerTower.Floor[]::new));

        assertThat(view.wastedBytes()).isEqualTo(400);
        assertThat(view.bytes()).isEqualTo(500);
        assertThat(view.ghosts()).extracting(TowerView.Ghost::floor).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(view.ghosts()).extracting(TowerView.Ghost::hiddenBy).containsOnly(0);
        assertThat(view.seen("/data").orElseThrow().sizeAfter()).isEqualTo(100);
    }

    @Test
    void whatADeletionHidesStillTakesItsPlace() {
        TowerView view =
                view(floor("c", gone("/big")), floor("b", file("/big", 20_000_000)), floor("a", file("/sh", 7)));

        assertThat(view.wastedBytes()).isEqualTo(20_000_000);
        assertThat(view.wastedBytes(1)).isEqualTo(20_000_000);
        assertThat(view.wastedBytes(2)).isZero();
        assertThat(view.seen("/big")).isEmpty();
        assertThat(view.seen("/sh")).isPresent();
    }

    @Test
    void aDeletedAnOpaqueAndAReplacedDirectoryHideAllThatLiesBelowThem() {
        LayerChange opaque = change(LayerChange.Kind.OPAQUE, "/o", "directory", 0);
        TowerView view = view(
                floor("b", gone("/d"), opaque, file("/o/new", 1), change(LayerChange.Kind.MODIFIED, "/r", "file", 5)),
                floor("a", file("/d/x", 10), file("/o/old", 20), file("/r/deep/y", 40), file("/dx", 80)));

        assertThat(view.ghosts())
                .extracting(TowerView.Ghost::path)
                .containsExactlyInAnyOrder("/d/x", "/o/old", "/r/deep/y");
        assertThat(view.wastedBytes()).isEqualTo(70);
        assertThat(view.seen("/o/new")).isPresent();
        assertThat(view.isHidden(1, "/d/x")).isTrue();
        assertThat(view.isHidden(0, "/o/new")).isFalse();
        assertThat(view.seen("/dx")).as("a name that only begins alike").isPresent();
    }

    @Test
    void anOpaqueDirectoryHidesTheOneBelowIt() {
        LayerChange opaque = change(LayerChange.Kind.OPAQUE, "/o", "directory", 0);
        TowerView view = view(floor("b", opaque), floor("a", change(LayerChange.Kind.ADDED, "/o", "directory", 0)));

        assertThat(view.isHidden(1, "/o")).isTrue();
        assertThat(view.seen("/o")).contains(opaque);
    }

    @Test
    void aDirectoryThatIsMergedHidesNothing() {
        TowerView view = view(
                floor("b", change(LayerChange.Kind.METADATA, "/etc", "directory", 0), file("/etc/a", 1)),
                floor("a", change(LayerChange.Kind.ADDED, "/etc", "directory", 0), file("/etc/b", 2)));

        assertThat(view.ghosts()).isEmpty();
        assertThat(view.seen("/etc/b")).isPresent();
    }

    @Test
    void looksAtWhatIsAskedForOrElseAtWhatChangedAndThenAtTheLargest() {
        TowerView view = TowerView.of(SampleTowers.places().get(0).tower().orElseThrow());

        assertThat(view.paths(List.of("/bin/busybox", "/nowhere"), 6)).containsExactly("/bin/busybox");
        assertThat(view.paths(List.of(), 5))
                .startsWith("/tmp/app.conf", "/www/index.html", "/www/cgi-bin/burn")
                .contains("/bin/busybox")
                .hasSize(5);
    }

    @Test
    void drawsSightLinesMarksAndWhatIsHidden() {
        TowerView view = TowerView.of(SampleTowers.places().get(0).tower().orElseThrow());
        StackView stack = TowerStack.of(view, List.of(), ENGLISH);

        assertThat(stack.rows())
                .extracting(StackView.Row::label)
                .containsExactly("d1, writable", "layer 3", "layer 2", "layer 1");
        assertThat(stack.rows().get(1).caption()).isEqualTo("COPY www /www");
        StackView.File burn = stack.files().stream()
                .filter(file -> file.name().equals("burn"))
                .findFirst()
                .orElseThrow();
        assertThat(burn.visible()).isEmpty();
        assertThat(burn.cells())
                .containsEntry(0, new StackView.Cell.Changed(LayerChange.Kind.DELETED))
                .containsEntry(1, new StackView.Cell.Hidden(119));
        assertThat(LayerStack.draw(stack, ENGLISH, "p").render())
                .contains("/www/cgi-bin/burn is not visible, because of a mark in d1, writable.", "data-floor=\"3\"");
    }

    @Test
    void aSightLineEndsAtTheMarkOfADirectoryThatTheFileLiesIn() {
        TowerView view = view(
                floor("b", change(LayerChange.Kind.DELETED, "/d", "directory", -1)),
                floor("a", change(LayerChange.Kind.ADDED, "/d", "directory", 0), file("/d/x", 10)));
        StackView.File file =
                TowerStack.of(view, List.of("/d/x"), ENGLISH).files().get(0);

        assertThat(file.cells())
                .containsEntry(0, new StackView.Cell.Changed(LayerChange.Kind.DELETED))
                .containsEntry(1, new StackView.Cell.Hidden(10));
    }

    @Test
    void drawsSizesWithTheirHiddenParts() {
        List<SizeBars.Bar> bars = List.of(
                new SizeBars.Bar("fat", List.of(new SizeBars.Part("a", 100, 0), new SizeBars.Part("b", 300, 300))),
                new SizeBars.Bar("slim", List.of(new SizeBars.Part("a", 100, 0))));

        assertThat(SizeBars.draw(bars, ENGLISH, "s").render())
                .contains("fat is 400 B; 300 B of it are hidden.", "slim is 100 B.", "url(#s-h)");
        assertThat(SizeBars.asTable(bars, ENGLISH).render()).contains("<td class=\"num\">300 B</td>");
    }
}
