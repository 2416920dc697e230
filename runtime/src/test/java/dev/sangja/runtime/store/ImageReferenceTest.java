package dev.sangja.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "lab/base:1, lab/base, 1",
        "lab/base, lab/base, latest",
        "registry.lab:5000/me/shop:2.0, registry.lab:5000/me/shop, 2.0",
        "registry.lab:5000/me/shop, registry.lab:5000/me/shop, latest",
        "lab/shop:2.1-bad, lab/shop, 2.1-bad",
        "a__b--c.d:_x, a__b--c.d, _x"
    })
    void readsRepositoryAndTag(String text, String repository, String tag) {
        assertThat(ImageReference.parse(text)).isEqualTo(new ImageReference(repository, tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "a:", "a//b", "a b", "-a", "a@sha256:1", "a:b:c", "a/../b", "../a", "a:t/"})
    void refusesWhatIsNoName(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("invalid reference format");
    }

    @Test
    void saysThatNamesAreLowerCase() {
        assertThatThrownBy(() -> ImageReference.parse("Lab/Base"))
                .hasMessage("invalid reference format: repository name must be lowercase");
    }

    @Test
    @Timeout(2)
    void decidesQuicklyEvenOnNamesMadeToBeSlow() {
        assertThatThrownBy(() -> ImageReference.parse("a".repeat(250) + "!")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ImageReference.parse("a-".repeat(120) + "!")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ImageReference.parse("a".repeat(100_000))).isInstanceOf(RuntimeException.class);
    }
}
