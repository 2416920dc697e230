package dev.sangja.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected modes are those that chmod(1) of GNU gives. */
final class SymbolicModeTest {
    @ParameterizedTest
    @CsvSource({
        "0755, 644, false, 755",
        "755, 644, false, 755",
        "4755, 644, false, 4755",
        "+x, 644, false, 755",
        "u+x, 644, false, 744",
        "'u=rw,go=r', 777, false, 644",
        "a-w, 666, false, 444",
        "'go=', 755, false, 700",
        "a+X, 644, false, 644",
        "a+X, 644, true, 755",
        "a+X, 744, false, 755",
        "u+s, 755, false, 4755",
        "g+s, 755, false, 2755",
        "+t, 777, true, 1777"
    })
    void modesAreAppliedAsChmodDoes(String text, String before, boolean directory, String after) {
        assertThat(Integer.toOctalString(SymbolicMode.apply(text, Integer.parseInt(before, 8), directory)))
                .isEqualTo(after);
    }

    @Test
    void whatIsNoModeIsRefused() {
        assertThatThrownBy(() -> SymbolicMode.apply("u=q", 0644, false)).isInstanceOf(BuildException.class);
        assertThatThrownBy(() -> SymbolicMode.apply("999", 0644, false)).isInstanceOf(BuildException.class);
    }
}
