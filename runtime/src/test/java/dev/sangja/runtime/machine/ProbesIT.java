package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.probe.ContainerFact;
import dev.sangja.runtime.probe.ImageFact;
import dev.sangja.runtime.probe.LayerEntryFact;
import dev.sangja.runtime.probe.VolumeFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check may ask a real machine about images and containers. */
final class ProbesIT {
    @TempDir
    private static Path directory;

    @Test
    void tellsOfImagesTheirLayersAndContainersWithoutLeavingATrace() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (LiveMachine live = new MachineFactory(directory).launch("probes")) {
            live.run("docker run -d --name d1 -p 8081:8080 -e A=1 lab/shop:1.0; sleep 0.5");
            Machine machine = live.machine();
            ImageFact shop = machine.image("lab/shop:1.0").orElseThrow();
            assertThat(shop.layers()).hasSize(7);
            assertThat(shop.history()).filteredOn(step -> !step.empty()).hasSize(7);
            assertThat(shop.layers().get(6).createdBy()).startsWith("COPY").contains("VERSION");
            assertThat(shop.ports()).containsExactly("8080/tcp");
            assertThat(machine.image(shop.id())).contains(shop);
            assertThat(machine.image("lab/none:1")).isEmpty();
            assertThat(machine.layer("lab/shop:1.0", 1).stream().map(LayerEntryFact::name))
                    .contains("bin/busybox");
            assertThat(machine.layer("lab/shop:1.0", 7).stream()
                            .filter(entry -> entry.name().equals("app/VERSION"))
                            .map(entry -> entry.file().text()))
                    .containsExactly("1.0\n");
            assertThat(machine.layer("lab/shop:1.0", 8)).isEmpty();

            live.run("docker exec d1 rm /www/cgi-bin/burn");
            ContainerFact d1 = machine.container(id(machine)).orElseThrow();
            assertThat(d1.imageId()).isEqualTo(shop.id());
            assertThat(d1.changes()).containsExactly("A /tmp/app.conf", "D /www/cgi-bin/burn");
            assertThat(d1.layers()).hasSizeGreaterThanOrEqualTo(7);
            assertThat(d1.environment()).contains("A=1");
            assertThat(d1.address()).matches("[0-9.]+");
            assertThat(d1.ports()).contains("0.0.0.0:8081->8080/tcp");
            assertThat(machine.container("0".repeat(64))).isEmpty();
            assertThat(machine.container(id(machine)).map(ContainerFact::changes))
                    .contains(d1.changes());

            live.run(
                    "docker run -d --name v1 -v data:/data lab/base:1 sh -c 'echo hello > /data/x; sleep 4321'; sleep 0.5");
            assertThat(machine.volume("data").orElseThrow()).isEqualTo(new VolumeFact("data", false, 6, List.of("v1")));
            assertThat(machine.volume("none")).isEmpty();
            live.run("docker rm -f v1");

            live.run("docker commit d1 my/patched:1; docker rm -f d1");
            assertThat(machine.layer("my/patched:1", 8).stream().map(LayerEntryFact::name))
                    .contains("www/cgi-bin/.wh.burn", "tmp/app.conf");
            assertThat(machine.image("my/patched:1").orElseThrow().layers().subList(0, 7))
                    .isEqualTo(shop.layers());
        }
    }

    private static String id(Machine machine) {
        return machine.observe().containers().get(0).id();
    }
}
