package dev.sangja.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverlayMountTest {
    private static final String BEFORE = "21 20 0:19 / /proc rw - proc proc rw\n";

    @Test
    void readsTheLayersOfAMountTheTopmostFirst() {
        String line = "88 20 0:41 / /lab/o/m rw,relatime - overlay overlay"
                + " rw,lowerdir=/lab/o/l2:/lab/o/l1,upperdir=/lab/o/up,workdir=/lab/o/work,userxattr\n";

        assertThat(OverlayMount.at(BEFORE + line, "/lab/o/m")).hasValueSatisfying(mount -> {
            assertThat(mount.lower()).containsExactly("/lab/o/l2", "/lab/o/l1");
            assertThat(mount.upper()).contains("/lab/o/up");
        });
    }

    @Test
    void readsLayersThatWereAddedOneByOneAndPathsWithBlanks() {
        String line =
                "88 20 0:41 / /lab/o\\040m rw shared:3 - overlay none rw,lowerdir+=/lab/a\\040b,lowerdir+=/lab/c\n";

        assertThat(OverlayMount.at(line, "/lab/o m")).hasValueSatisfying(mount -> {
            assertThat(mount.lower()).containsExactly("/lab/a b", "/lab/c");
            assertThat(mount.upper()).isEmpty();
        });
    }

    @Test
    void takesWhatWasMountedLastAndNothingThatIsNoOverlay() {
        String lower = "88 20 0:41 / /lab/m rw - overlay overlay rw,lowerdir=/lab/a\n";
        String cover = "89 88 0:42 / /lab/m rw - tmpfs tmpfs rw\n";

        assertThat(OverlayMount.at(lower + cover, "/lab/m")).isEmpty();
        assertThat(OverlayMount.at(cover + lower, "/lab/m")).isPresent();
        assertThat(OverlayMount.at(lower, "/lab/other")).isEmpty();
        assertThat(OverlayMount.at("nonsense\n", "/lab/m")).isEmpty();
        assertThat(OverlayMount.at("88 20 0:41 / /lab/m rw - overlay overlay rw,lowerdir=a:b\n", "/lab/m"))
                .as("relative paths are relative to a directory that nobody knows any more")
                .isEmpty();
    }
}
