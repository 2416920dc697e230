package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubstitutionTest {
    private static final Map<String, String> VALUES =
            Map.of("a", "value", "empty", "", "path", "/usr/local/bin/tool.tar.gz", "S", "a b");
    private final Substitution substitution = new Substitution('\\', name -> Optional.ofNullable(VALUES.get(name)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$a | value",
                "${a}b | valueb",
                "x$a.y | xvalue.y",
                "\\$a | $a",
                "'$a' | $a",
                "\"$a 'x'\" | value 'x'",
                "\"\\$a\" | $a",
                "\"\\x\" | \\x",
                "$none | ~~",
                "$ a | $ a",
                "$1x | x",
                "${none:-d} | d",
                "${empty:-d} | d",
                "${empty-d} | ~~",
                "${a:-d} | value",
                "${none:-${a}} | value",
                "${none:-\"q r\"} | q r",
                "${a:+d} | d",
                "${empty:+d} | ~~",
                "${empty+d} | d",
                "${a:?m} | value",
                "${path#*/} | usr/local/bin/tool.tar.gz",
                "${path##*/} | tool.tar.gz",
                "${path%.*} | /usr/local/bin/tool.tar",
                "${path%%.*} | /usr/local/bin/tool",
                "${path#nope} | /usr/local/bin/tool.tar.gz",
                "${a#?} | alue",
                "${a/a/o} | volue",
                "${path//\\//-} | -usr-local-bin-tool.tar.gz",
                "${a/x*/o} | value",
                "${a/l*/o} | vao",
                "${a//?/x} | xxxxx"
            })
    void eachFormIsReplaced(String text, String result) {
        assertThat(substitution.apply(text.strip()).text()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${a | syntax error: missing '}'",
                "${ | syntax error: missing '}'",
                "${} | syntax error: bad substitution",
                "${a:-b | syntax error: missing '}'",
                "${a:b} | unsupported modifier (:b) in substitution",
                "${a@b} | unsupported modifier (@) in substitution",
                "${a/b} | syntax error: missing '/' in ${}",
                "${none?why} | none: why",
                "${none?} | none: is not allowed to be unset",
                "${empty:?} | empty: is not allowed to be empty",
                "'a | unexpected end of statement while looking for matching single-quote",
                "\"a | unexpected end of statement while looking for matching double-quote"
            })
    void whatCannotBeReplacedSaysWhy(String text, String message) {
        assertThatThrownBy(() -> substitution.apply(text.strip()))
                .isInstanceOf(SubstitutionException.class)
                .hasMessage(message);
    }

    @Test
    void wordsAreCutBehindTheReplacementButNotInQuotes() {
        assertThat(substitution.apply("$S \"$S\" c").words()).containsExactly("a", "b", "a b", "c");
    }

    @Test
    void missingNamesAreTold() {
        assertThat(substitution.apply("$x ${y} $a ${z:-1}").missing()).contains("x", "y");
    }

    @Test
    void nestingAndGrowthAreBounded() {
        assertThatThrownBy(() -> substitution.apply("${x:-".repeat(10_000)))
                .isInstanceOf(SubstitutionException.class)
                .hasMessageContaining("nested");
        Substitution huge = new Substitution('\\', name -> Optional.of("x".repeat(100_000)));
        assertThatThrownBy(() -> huge.apply("$a".repeat(20)))
                .isInstanceOf(SubstitutionException.class)
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> huge.apply("${a//*x*x*x*x*y/z}"))
                .isInstanceOf(SubstitutionException.class)
                .hasMessageContaining("costly");
    }
}
