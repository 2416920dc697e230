package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLookupTest {
    private static final ContainerRecord BOX = Samples.record("a", "box");
    private static final ContainerRecord HEX = Samples.record("b", "aaaa");
    private static final ContainerRecord NEAR = ContainerRecord.created(
            new ContainerId("b".repeat(10) + "c".repeat(54)),
            "near",
            Samples.BASE,
            ContainerSpec.of("lab/base:1", "true"),
            Samples.NOON);
    private static final List<ContainerRecord> ALL = List.of(BOX, HEX, NEAR);

    @Test
    void findsByNameWithAndWithoutSlash() {
        assertThat(ContainerLookup.container(ALL, "box")).isSameAs(BOX);
        assertThat(ContainerLookup.container(ALL, "/box")).isSameAs(BOX);
    }

    @Test
    void findsByWholeIdAndByItsBeginning() {
        assertThat(ContainerLookup.container(ALL, "a".repeat(64))).isSameAs(BOX);
        assertThat(ContainerLookup.container(ALL, "b".repeat(10) + "c")).isSameAs(NEAR);
    }

    @Test
    void prefersANameToTheBeginningOfAnId() {
        assertThat(ContainerLookup.container(ALL, "aaaa")).isSameAs(HEX);
    }

    @Test
    void saysWhenSeveralIdsBeginSo() {
        assertThatExceptionOfType(ContainerProblem.AmbiguousId.class)
                .isThrownBy(() -> ContainerLookup.container(ALL, "bb"))
                .withMessage("multiple IDs found with provided prefix: bb");
    }

    @Test
    void saysWhenThereIsNone() {
        assertThatExceptionOfType(ContainerProblem.NoSuchContainer.class)
                .isThrownBy(() -> ContainerLookup.container(ALL, "bo"))
                .withMessage("No such container: bo");
    }

    @Test
    void findsImagesByNameTagAndId() {
        List<ImageDetails> images = List.of(Samples.BASE, Samples.SHOP);

        assertThat(ContainerLookup.image(images, "lab/base:1")).contains(Samples.BASE);
        assertThat(ContainerLookup.image(images, "lab/shop")).contains(Samples.SHOP);
        assertThat(ContainerLookup.image(images, "bbbb")).contains(Samples.SHOP);
        assertThat(ContainerLookup.image(images, "sha256:bbbb")).contains(Samples.SHOP);
        assertThat(ContainerLookup.image(images, "lab/base")).isEmpty();
        assertThat(ContainerLookup.image(images, "cafe")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "busybox,busybox:latest",
        "busybox:1,busybox:1",
        "docker.io/library/busybox,busybox:latest",
        "registry.lab:5000/me/shop,registry.lab:5000/me/shop:latest",
        "registry.lab:5000/me/shop:2,registry.lab:5000/me/shop:2",
        "a@sha256:00,a@sha256:00"
    })
    void addsTheTagThatDockerWouldAdd(String reference, String tagged) {
        assertThat(ContainerLookup.withTag(reference)).isEqualTo(tagged);
    }
}
