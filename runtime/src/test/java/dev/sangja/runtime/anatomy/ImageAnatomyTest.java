package dev.sangja.runtime.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.anatomy.Ghost.Cause;
import dev.sangja.runtime.anatomy.LayerAnatomy.Kind;
import dev.sangja.runtime.anatomy.LayerItem.Directory;
import dev.sangja.runtime.anatomy.LayerItem.File;
import dev.sangja.runtime.anatomy.LayerItem.Name;
import dev.sangja.runtime.anatomy.LayerItem.Opaque;
import dev.sangja.runtime.anatomy.LayerItem.Other;
import dev.sangja.runtime.anatomy.LayerItem.Whiteout;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageAnatomyTest {
    private static final String PLAIN = "493 0 0";

    @Test
    void countsWhatEachLayerDoes() {
        ImageAnatomy image = ImageAnatomy.of(List.of(
                List.of(dir("bin"), new File("bin/sh", 100), dir("d"), new File("d/x", 10), new Other("link")),
                List.of(
                        dir("bin"),
                        new File("bin/sh", 120),
                        new File("new", 5),
                        new Whiteout("link"),
                        new Opaque("d"))));
        assertThat(image.layers().get(0).count(Kind.ADDED)).isEqualTo(5);
        LayerAnatomy top = image.layers().get(1);
        assertThat(top.changes())
                .extracting(change -> change.kind() + " " + change.path())
                .containsExactly("MODIFIED bin/sh", "OPAQUE d", "DELETED link", "ADDED new");
        assertThat(top.bytes()).isEqualTo(125);
        assertThat(top.largest().orElseThrow().path()).isEqualTo("bin/sh");
        assertThat(image.bytes()).isEqualTo(235);
        assertThat(image.layers().get(0).wastedBytes()).isEqualTo(110);
    }

    @Test
    void wastesAllCopiesButTheLastOfAFileThatIsWrittenAgainAndAgain() {
        List<List<LayerItem>> layers = new java.util.ArrayList<>();
        for (int i = 0; i < 5; i++) {
            layers.add(List.of(new File("f", 1000)));
        }
        ImageAnatomy image = ImageAnatomy.of(layers);
        assertThat(image.bytes()).isEqualTo(5000);
        assertThat(image.wastedBytes()).isEqualTo(4000);
        assertThat(image.ghosts()).hasSize(4).allMatch(ghost -> ghost.cause() == Cause.REPLACED);
        layers.add(List.of(new Whiteout("f")));
        assertThat(ImageAnatomy.of(layers).wastedBytes()).isEqualTo(5000);
        assertThat(ImageAnatomy.of(layers).ghosts()).contains(new Ghost("f", 1000, 4, 5, Cause.DELETED));
    }

    @Test
    void wastesWhatLiesInADirectoryThatGoes() {
        List<LayerItem> below =
                List.of(dir("d"), dir("d/e"), new File("d/e/f", 10), new File("d/g", 1), new File("d2", 7));
        assertThat(ImageAnatomy.of(List.of(below, List.of(new Whiteout("d")))).wastedBytes())
                .isEqualTo(11);
        assertThat(ImageAnatomy.of(List.of(below, List.of(dir("d"), new Opaque("d"), new File("d/g", 2))))
                        .wastedBytes())
                .isEqualTo(11);
        assertThat(ImageAnatomy.of(List.of(below, List.of(new File("d", 3)))).wastedBytes())
                .isEqualTo(11);
    }

    @Test
    void wastesAFileWithSeveralNamesOnlyWhenTheLastIsGone() {
        List<LayerItem> below = List.of(new File("a", 50), new Name("b", "a"));
        assertThat(ImageAnatomy.of(List.of(below)).bytes()).isEqualTo(50);
        assertThat(ImageAnatomy.of(List.of(below, List.of(new Whiteout("a")))).wastedBytes())
                .isZero();
        assertThat(ImageAnatomy.of(List.of(below, List.of(new Whiteout("a")), List.of(new Whiteout("b"))))
                        .ghosts())
                .containsExactly(new Ghost("a", 50, 0, 2, Cause.DELETED));
    }

    @Test
    void tellsADirectoryThatOnlyHoldsSomethingFromOneThatLooksOtherwise() {
        List<LayerItem> below = List.of(dir("d"));
        assertThat(ImageAnatomy.of(List.of(below, List.of(dir("d"), new File("d/f", 1))))
                        .layers()
                        .get(1)
                        .changes())
                .extracting(LayerAnatomy.Change::path)
                .containsExactly("d/f");
        assertThat(ImageAnatomy.of(List.of(below, List.of(new Directory("d", "448 0 0"))))
                        .layers()
                        .get(1)
                        .count(Kind.MODIFIED))
                .isEqualTo(1);
    }

    @Test
    void hidesNothingByAMarkOnWhatIsNotThere() {
        ImageAnatomy image = ImageAnatomy.of(List.of(List.of(dir("new"), new Opaque("new"), new File("new/f", 1))));
        assertThat(image.layers().get(0).count(Kind.OPAQUE)).isZero();
        assertThat(image.wastedBytes()).isZero();
    }

    private static Directory dir(String path) {
        return new Directory(path, PLAIN);
    }
}
