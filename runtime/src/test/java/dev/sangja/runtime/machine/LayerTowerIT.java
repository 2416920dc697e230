package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.TextDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of real images, containers and mounts, as a machine tells them. */
final class LayerTowerIT {
    @TempDir
    private static Path directory;

    private static Optional<LiveMachine> live = Optional.empty();

    @BeforeAll
    static void launch() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        live = Optional.of(new MachineFactory(directory).launch("towers"));
    }

    @AfterAll
    static void close() {
        live.ifPresent(LiveMachine::close);
    }

    private static Machine machine() {
        return live.orElseThrow().machine();
    }

    private static List<String> changes(LayerDiff diff) {
        return diff.changes().stream()
                .map(change -> change.kind() + " " + change.path())
                .toList();
    }

    @Test
    void tellsWhatEachLayerOfALearnersOwnMountHolds() throws InterruptedException {
        String said = live.orElseThrow().run("""
                        mkdir -p /lab/o/l1/d /lab/o/l2 /lab/o/up /lab/o/work /lab/o/m
                        echo bottom > /lab/o/l1/f1; echo bottom > /lab/o/l1/f2; echo x > /lab/o/l1/d/x
                        echo top > /lab/o/l2/f2
                        mount -t overlay overlay -o lowerdir=/lab/o/l2:/lab/o/l1,upperdir=/lab/o/up,workdir=/lab/o/work,userxattr /lab/o/m
                        rm /lab/o/m/f1; rm -r /lab/o/m/d; mkdir /lab/o/m/d; echo mine > /lab/o/m/f2
                        """).output();
        assertThat(said).isEmpty();

        LayerTower tower = machine().tower("/lab/o/m").orElseThrow();
        assertThat(tower.kind()).isEqualTo(LayerTower.Kind.MOUNT);
        assertThat(tower.floors())
                .extracting(LayerTower.Floor::id)
                .containsExactly("/lab/o/up", "/lab/o/l2", "/lab/o/l1");
        assertThat(tower.floors()).extracting(LayerTower.Floor::writable).containsExactly(true, false, false);
        assertThat(changes(tower.floors().get(0).content()))
                .containsExactly("OPAQUE /d", "DELETED /f1", "MODIFIED /f2");
        assertThat(changes(tower.floors().get(1).content())).containsExactly("MODIFIED /f2");
        assertThat(changes(tower.floors().get(2).content()))
                .containsExactly("ADDED /d", "ADDED /d/x", "ADDED /f1", "ADDED /f2");
        assertThat(tower.floors().get(0).content().changes())
                .as("the text comes when a layer is asked for")
                .allSatisfy(change -> assertThat(change.text()).isEmpty());

        LayerChange changed =
                machine().floor("/lab/o/m", 0).orElseThrow().changes().get(2);
        assertThat(changed.text().orElseThrow().lines())
                .containsExactly(
                        new TextDiff.Line(TextDiff.Line.Kind.REMOVED, "top"),
                        new TextDiff.Line(TextDiff.Line.Kind.ADDED, "mine"));
        assertThat(machine().floor("/lab/o/m", 3)).isEmpty();
    }

    @Test
    void tellsALayerOfAnImageOnceAndAContainersOwnAsItIs() throws InterruptedException {
        live.orElseThrow().run("docker run -d --name tall lab/base:1 sleep 1000; docker exec tall sh -c 'echo a > /a'");

        LayerTower image = machine().tower("lab/base:1").orElseThrow();
        assertThat(image.kind()).isEqualTo(LayerTower.Kind.IMAGE);
        assertThat(image.floors()).isNotEmpty().allSatisfy(floor -> {
            assertThat(floor.id()).startsWith("sha256:");
            assertThat(floor.writable()).isFalse();
        });
        assertThat(image.floors())
                .anySatisfy(floor -> assertThat(floor.content().bytesAfter()).isGreaterThan(100_000));

        LayerTower container = machine().tower("tall").orElseThrow();
        assertThat(container.kind()).isEqualTo(LayerTower.Kind.CONTAINER);
        assertThat(container.floors()).hasSize(image.floors().size() + 1);
        assertThat(changes(container.floors().get(0).content())).containsExactly("ADDED /a");
        assertThat(container.floors().subList(1, container.floors().size())).isEqualTo(image.floors());

        live.orElseThrow().run("docker exec tall sh -c 'rm /a; rm /bin/vi'");
        assertThat(changes(machine().tower("tall").orElseThrow().floors().get(0).content()))
                .containsExactly("DELETED /bin/vi");
    }

    @Test
    void knowsTheWorkbenchAndNothingThatIsNotThere() {
        assertThat(machine().tower("workbench").orElseThrow().floors().get(0).writable())
                .isTrue();
        assertThat(machine().tower("nobody")).isEmpty();
        assertThat(machine().tower("no/image:9")).isEmpty();
        assertThat(machine().tower("/proc")).isEmpty();
        assertThat(machine().tower("")).isEmpty();
    }
}
