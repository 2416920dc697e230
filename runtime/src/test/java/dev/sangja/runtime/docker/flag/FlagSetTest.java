package dev.sangja.runtime.docker.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages are those of the docker command 28.2.2. */
class FlagSetTest {
    private static final Flag<Boolean> DETACH = Flag.toggle('d', "detach");
    private static final Flag<Boolean> INTERACTIVE = Flag.toggle('i', "interactive");
    private static final Flag<Boolean> TTY = Flag.toggle('t', "tty");
    private static final Flag<List<String>> ENV = Flag.list('e', "env");
    private static final Flag<Optional<String>> NAME = Flag.optional("name");
    private static final Flag<OptionalLong> SHARES = Flag.whole('c', "cpu-shares");
    private static final Flag<String> MEMORY = new Flag<>(
            "memory",
            Optional.of('m'),
            FlagKind.one("bytes", text -> {
                throw new IllegalArgumentException("invalid size: '" + text + "'");
            }),
            "");
    private static final FlagSet RUN = FlagSet.of(DETACH, INTERACTIVE, TTY, ENV, NAME, SHARES, MEMORY)
            .alias("title", NAME)
            .notHere("privileged")
            .beforeArguments();
    private static final FlagSet REMOVE = FlagSet.of(DETACH, ENV);

    private static ParsedFlags run(String... arguments) {
        return RUN.parse(List.of(arguments));
    }

    @Test
    void readsCombinedLettersOfWhichTheLastTakesAValue() {
        ParsedFlags parsed = run("-dite", "A=1", "-eB=2", "-e=C", "image");

        assertThat(parsed.get(DETACH)).isTrue();
        assertThat(parsed.get(INTERACTIVE)).isTrue();
        assertThat(parsed.get(TTY)).isTrue();
        assertThat(parsed.get(ENV)).containsExactly("A=1", "B=2", "C");
        assertThat(parsed.arguments()).containsExactly("image");
    }

    @Test
    void readsLongFlagsWithTheValueBehindOrAfterAnEqualsSign() {
        assertThat(run("--name", "box").get(NAME)).contains("box");
        assertThat(run("--name=a=b").get(NAME)).contains("a=b");
        assertThat(run("--name=").get(NAME)).contains("");
        assertThat(run("--title", "box").get(NAME)).contains("box");
        assertThat(run("image").get(NAME)).isEmpty();
        assertThat(run("--name", "--env").get(NAME)).contains("--env");
    }

    @Test
    void switchesOffWhatIsGivenAsFalse() {
        assertThat(run("--detach=false", "--tty=1").get(DETACH)).isFalse();
        assertThat(run("-d=false").get(DETACH)).isFalse();
        assertThat(run("--detach=false").has(DETACH)).isTrue();
    }

    @Test
    void leavesEverythingBehindTheFirstArgumentToTheCommandInside() {
        assertThat(run("-d", "image", "-t", "--name", "x").arguments()).containsExactly("image", "-t", "--name", "x");
        assertThat(run("--", "-image", "-t").arguments()).containsExactly("-image", "-t");
        assertThat(run("-", "-t").arguments()).containsExactly("-", "-t");
    }

    @Test
    void findsFlagsBetweenArgumentsWhereThatIsAllowed() {
        ParsedFlags parsed = REMOVE.parse(List.of("box", "-d", "crate", "--", "-e"));

        assertThat(parsed.get(DETACH)).isTrue();
        assertThat(parsed.arguments()).containsExactly("box", "crate", "-e");
    }

    @Test
    void hearsTheCallForHelp() {
        assertThat(run("--help").help()).isTrue();
        assertThat(run("-dh").help()).isTrue();
        assertThat(run("image", "--help").help()).isFalse();
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(List.of("--foo"), "unknown flag: --foo"),
                Arguments.of(List.of("--foo=bar"), "unknown flag: --foo"),
                Arguments.of(List.of("-zz"), "unknown shorthand flag: 'z' in -zz"),
                Arguments.of(List.of("-itz"), "unknown shorthand flag: 'z' in -z"),
                Arguments.of(List.of("-=x"), "unknown shorthand flag: '=' in -=x"),
                Arguments.of(List.of("-e"), "flag needs an argument: 'e' in -e"),
                Arguments.of(List.of("-de"), "flag needs an argument: 'e' in -e"),
                Arguments.of(List.of("--name"), "flag needs an argument: --name"),
                Arguments.of(List.of("--=x"), "bad flag syntax: --=x"),
                Arguments.of(List.of("---x"), "bad flag syntax: ---x"),
                Arguments.of(
                        List.of("--memory=abc"),
                        "invalid argument \"abc\" for \"-m, --memory\" flag: invalid size: 'abc'"),
                Arguments.of(
                        List.of("-m\u001b\n"),
                        "invalid argument \"\\x1b\\n\" for \"-m, --memory\" flag: invalid size: '\u001b\n'"),
                Arguments.of(
                        List.of("--detach=maybe"),
                        "invalid argument \"maybe\" for \"-d, --detach\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax"),
                Arguments.of(
                        List.of("-c", "x"),
                        "invalid argument \"x\" for \"-c, --cpu-shares\" flag: strconv.ParseInt: parsing \"x\": invalid syntax"),
                Arguments.of(
                        List.of("-c", "99999999999999999999"),
                        "invalid argument \"99999999999999999999\" for \"-c, --cpu-shares\" flag: strconv.ParseInt: parsing \"99999999999999999999\": value out of range"),
                Arguments.of(
                        List.of("--privileged"), "--privileged: 이 교육용 런타임에는 없는 옵션입니다 / not in this teaching runtime"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesInDockersWords(List<String> arguments, String message) {
        assertThatExceptionOfType(FlagException.class)
                .isThrownBy(() -> RUN.parse(arguments))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"10,10", "-1,-1", "+7,7", "0x10,16", "010,8", "0o17,15", "0,0"})
    void readsNumbersAsGoDoes(String text, long value) {
        assertThat(FlagKind.whole(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"'a b','\"a b\"'", "한글,'\"한글\"'", "'\"\\','\"\\\"\\\\\"'"})
    void quotesAsGoDoes(String text, String quoted) {
        assertThat(GoQuote.quote(text)).isEqualTo(quoted);
    }
}
