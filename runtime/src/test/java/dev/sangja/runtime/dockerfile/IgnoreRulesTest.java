package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource({
        "*/temp*, a/temporary.txt, true",
        "*/temp*, temporary.txt, false",
        "*/*/temp*, a/b/tempx, true",
        "temp?, tempa, true",
        "temp?, temp, false",
        "**/*.go, a/b/c.go, true",
        "**/*.go, c.go, true",
        "**, anything/at/all, true",
        "foo/**, foo/a/b, true",
        "foo/**, foo, false",
        "foo, foo/bar, true",
        "/foo/, foo/bar, true",
        "./foo, foo, true",
        "../foo, foo, true",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "a/**/b, a/x/y/c, false",
        "[a-c]x, bx, true",
        "[^a-c]x, bx, false",
        "\\*x, *x, true",
        "\\*x, ax, false",
        "*.md, a/b.md, false"
    })
    void patternsMatchAsDockers(String pattern, String path, boolean excluded) {
        assertThat(IgnoreRules.parse(pattern.getBytes(StandardCharsets.UTF_8)).excludes(path))
                .isEqualTo(excluded);
    }

    @Test
    void theLastRuleThatMatchesCounts() {
        IgnoreRules rules = IgnoreRules.parse("*.md\n!README*.md\nREADME-secret.md\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rules.excludes("a.md")).isTrue();
        assertThat(rules.excludes("README-a.md")).isFalse();
        assertThat(rules.excludes("README-secret.md")).isTrue();
    }

    @Test
    void somethingBelowAnExcludedDirectoryCanBeTakenBackIn() {
        IgnoreRules rules = IgnoreRules.parse("a\n!a/b/c\n# comment\n\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rules.excludes("a/x")).isTrue();
        assertThat(rules.excludes("a/b/c/d")).isFalse();
        assertThat(rules.mayHoldExceptions()).isTrue();
    }

    @Test
    void brokenPatternsAreRefused() {
        assertThatThrownBy(() -> IgnoreRules.parse("[a".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("syntax error in pattern: [a");
        assertThatThrownBy(() -> IgnoreRules.parse("!".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("illegal exclusion pattern: \"!\"");
    }
}
