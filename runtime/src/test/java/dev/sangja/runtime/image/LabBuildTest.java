package dev.sangja.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.dockerfile.DockerfileCheck;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.store.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabBuildTest {
    @Test
    void everyImageOfTheLabBuildsOnOneThatStandsBeforeIt() throws IOException {
        var known = new HashSet<>(List.of(LabImages.BASE));
        for (LabImage image : LabImage.all()) {
            assertThat(known).contains(ImageReference.parse(LabBuild.read(image).parent()));
            assertThat(known.add(image.name())).as(image.name() + " twice").isTrue();
        }
    }

    @Test
    void noImageOfTheLabNeedsAMachine() throws IOException {
        for (LabImage image : LabImage.all()) {
            assertThat(LabBuild.read(image).file().instructions())
                    .as(image.name().toString())
                    .noneMatch(Instruction.Run.class::isInstance);
        }
    }

    @Test
    void theirDockerfilesMeetEveryBuildCheck() throws IOException {
        for (LabImage image : LabImage.all()) {
            String path = image.directory() + "/" + image.dockerfile();
            byte[] bytes = ResourceTree.text(path).getBytes(StandardCharsets.UTF_8);
            assertThat(DockerfileCheck.of(path, bytes, DockerfileCheck.Surroundings.ofFile("amd64", Optional.empty()))
                            .findings())
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void whatAnImageDependsOnIsItsFileItsArgumentsAndWhatItCopies() throws IOException {
        List<String> one = inputs("lab/shop:1.0");
        List<String> two = inputs("lab/shop:2.0");

        assertThat(one).contains("1.0\n").isNotEqualTo(two);
        assertThat(two).contains("2.0\n");
        assertThat(inputs("lab/shop:1.0")).isEqualTo(one);
    }

    private static List<String> inputs(String name) throws IOException {
        LabImage image = LabImage.all().stream()
                .filter(one -> one.name().toString().equals(name))
                .findFirst()
                .orElseThrow();
        return LabBuild.read(image).inputs();
    }
}
