package dev.sangja.runtime.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.container.ContainerProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VolumeRegisterTest {
    @TempDir
    private Path directory;

    private VolumeRegister open() {
        return new VolumeRegister(directory, Clock.systemUTC(), new Random(1));
    }

    @Test
    void keepsVolumesAndTheirFilesAcrossItsOwnEnd() throws IOException {
        VolumeRegister register = open();
        VolumeRecord photos = register.create(Optional.of("photos"), Map.of("of", "cats"));
        Files.writeString(register.directory(photos).resolve("one"), "1");

        assertThat(open().all()).containsExactly(photos);
        assertThat(open().directory(photos).resolve("one")).hasContent("1");
        assertThat(open().create(Optional.of("photos"), Map.of())).isEqualTo(photos);
    }

    @Test
    void findsALongNameForAVolumeWithoutOne() {
        VolumeRecord volume = open().create(Optional.empty(), Map.of());

        assertThat(volume.anonymous()).isTrue();
        assertThat(volume.name()).matches("[0-9a-f]{64}");
    }

    @Test
    void clearsAwayWhatWasBeingMadeOrRemovedWhenItDied() throws IOException {
        Files.createDirectories(directory.resolve(".half/_data/deep"));
        VolumeRegister register = open();
        VolumeRecord volume = register.create(Optional.of("gone"), Map.of());
        Files.createDirectories(register.directory(volume).resolve("a/b"));

        register.remove(volume);

        assertThat(directory).isEmptyDirectory();
        assertThat(open().all()).isEmpty();
    }

    @Test
    void refusesANameThatLeadsElsewhere() {
        for (String name : new String[] {"../x", "a/b", ".x", "x", ""}) {
            assertThatExceptionOfType(ContainerProblem.InvalidParameter.class)
                    .isThrownBy(() -> open().create(Optional.of(name), Map.of()))
                    .withMessageContaining("includes invalid characters for a local volume name");
        }
        assertThat(directory).isEmptyDirectory();
    }
}
