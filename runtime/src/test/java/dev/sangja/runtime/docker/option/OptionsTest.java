package dev.sangja.runtime.docker.option;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sangja.runtime.container.PortSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those of the docker command 28.2.2 and its engine. */
class OptionsTest {
    @ParameterizedTest
    @CsvSource({
        "1,1",
        "32m,33554432",
        "32MiB,33554432",
        "32MB,33554432",
        "1.5g,1610612736",
        "1k,1024",
        "10 b,10",
        "2t,2199023255552"
    })
    void readsAmountsOfMemory(String text, long bytes) {
        assertThat(Quantities.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "", "1x", "m", "1.m", "99999999999999999p", "1e3"})
    void refusesOtherAmountsOfMemory(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantities.bytes(text))
                .withMessage("invalid size: '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,500000000",
        "1/2,500000000",
        "2,2000000000",
        ".25,250000000",
        "1.,1000000000",
        "-1,-1000000000",
        "15e-1,1500000000"
    })
    void readsNumbersOfProcessors(String text, long nano) {
        assertThat(Quantities.nanoCpus(text)).isEqualTo(nano);
    }

    @ParameterizedTest
    @CsvSource({
        "x,failed to parse x as a rational number",
        "1/0,failed to parse 1/0 as a rational number",
        ".,failed to parse . as a rational number",
        "e5,failed to parse e5 as a rational number",
        "0.0000000001,value is too precise",
        "1/3,value is too precise",
        "999999999999,value is too large",
        "1e999999999,failed to parse 1e999999999 as a rational number"
    })
    void refusesOtherNumbersOfProcessors(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantities.nanoCpus(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "10s,PT10S",
        "1h2m3.5s,PT1H2M3.5S",
        "300ms,PT0.3S",
        "-5m,PT-5M",
        "0,PT0S",
        "1us,PT0.000001S",
        ".5s,PT0.5S"
    })
    void readsDurations(String text, Duration duration) {
        assertThat(GoTime.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "x,'time: invalid duration \"x\"'",
        "'','time: invalid duration \"\"'",
        "5,'time: missing unit in duration \"5\"'",
        "5d,'time: unknown unit \"d\" in duration \"5d\"'",
        "9999999999h,'time: invalid duration \"9999999999h\"'"
    })
    void refusesOtherDurations(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoTime.duration(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "10m,2026-11-20T11:50:00Z",
        "2026-11-20T10:00:00Z,2026-11-20T10:00:00Z",
        "2026-11-20T10:00:00.5+09:00,2026-11-20T01:00:00.5Z",
        "2026-11-20T10:00:00,2026-11-20T10:00:00Z",
        "2026-11-20T10:00,2026-11-20T10:00:00Z",
        "2026-11-20,2026-11-20T00:00:00Z",
        "1700000000,2023-11-14T22:13:20Z",
        "1700000000.25,2023-11-14T22:13:20.25Z"
    })
    void readsMoments(String text, Instant moment) {
        assertThat(GoTime.moment(text, Instant.parse("2026-11-20T12:00:00Z"))).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "2026-13-01", "2026-11-20T", "", "yesterday"})
    void findsNoMomentInOtherTexts(String text) {
        assertThat(GoTime.moment(text, Instant.parse("2026-11-20T12:00:00Z"))).isEmpty();
    }

    @Test
    void takesABareVariableFromTheClient() {
        Map<String, String> client = Map.of("HOME", "/root");

        assertThat(Environment.resolve("HOME", client)).isEqualTo("HOME=/root");
        assertThat(Environment.resolve("ZZ", client)).isEqualTo("ZZ");
        assertThat(Environment.resolve("HOME=x", client)).isEqualTo("HOME=x");
    }

    @Test
    void readsAFileOfVariables() {
        byte[] file = "\ufeffA=1\r\n# c\n\n  B= x y \nHOME\nNOPE\nC=\"q\"".getBytes(UTF_8);

        assertThat(Environment.file("f", file, Map.of("HOME", "/root")))
                .containsExactly("A=1", "B= x y ", "HOME=/root", "C=\"q\"");
    }

    static List<Arguments> brokenFiles() {
        return List.of(
                Arguments.of("B =1".getBytes(UTF_8), "invalid env file (f): variable 'B ' contains whitespaces"),
                Arguments.of("=x".getBytes(UTF_8), "invalid env file (f): no variable name on line '=x'"),
                Arguments.of(
                        new byte[] {'A', '=', (byte) 255},
                        "invalid env file (f): invalid utf8 bytes at line 1: [65 61 255]"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void saysWhatIsWrongInAFileOfVariables(byte[] content, String message) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Environment.file("f", content, Map.of()))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "80,'',0,0,80/tcp",
        "8080:80,'',8080,8080,80/tcp",
        "127.0.0.1:81:81/udp,127.0.0.1,81,81,81/udp",
        "1.2.3.4::80,1.2.3.4,0,0,80/tcp",
        "9100-9105:99,'',9100,9105,99/tcp",
        "[::1]:82:82,::1,82,82,82/tcp",
        ":80,'',0,0,80/tcp",
        "80/TCP,'',0,0,80/tcp"
    })
    void readsPublishedPorts(String text, String address, int first, int last, String port) {
        assertThat(Ports.publish(text)).singleElement().satisfies(binding -> {
            assertThat(binding.hostAddress()).isEqualTo(address);
            assertThat(binding.firstHostPort()).isEqualTo(first);
            assertThat(binding.lastHostPort()).isEqualTo(last);
            assertThat(binding.port()).hasToString(port);
        });
    }

    @Test
    void readsRangesOfPortsPairByPair() {
        assertThat(Ports.publish("9000-9001:90-91"))
                .containsExactly(
                        new PortSpec.Binding("", 9000, 9000, new PortSpec.Port(90, "tcp")),
                        new PortSpec.Binding("", 9001, 9001, new PortSpec.Port(91, "tcp")));
        assertThat(Ports.expose("5000-5001/udp"))
                .containsExactly(new PortSpec.Port(5000, "udp"), new PortSpec.Port(5001, "udp"));
    }

    @ParameterizedTest
    @CsvSource({
        "80:x,invalid containerPort: x",
        "80:70000,invalid containerPort: 70000",
        "99999999:1,invalid hostPort: 99999999",
        "90-80:80,invalid hostPort: 90-80",
        "1:2:3:4,'invalid IP address: 1:2'",
        "foo:80:80,invalid IP address: foo",
        "1.2.3.400:80:80,invalid IP address: 1.2.3.400",
        "80-82:90-91,invalid ranges specified for container and host Ports: 90-91 and 80-82",
        "80/foo,invalid proto: foo",
        "'',no port specified: <empty>"
    })
    void refusesOtherPorts(String text, String message) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Ports.publish(text))
                .withMessage(message);
    }

    @Test
    void refusesToExposeWhatIsNoPort() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Ports.expose("x"))
                .withMessage(
                        "invalid range format for --expose: x, error: strconv.ParseUint: parsing \"x\": invalid syntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busybox",
                "lab/base:1",
                "LAB/base",
                "registry.lab:5000/me/shop:2.0-x",
                "a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaa",
                "sha256:abc"
            })
    void acceptsNamesOfImages(String name) {
        assertThat(ImageNames.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPPER,invalid reference format: repository name (library/UPPER) must be lowercase",
        "registry.lab:5000/Me/shop,invalid reference format: repository name (Me/shop) must be lowercase",
        "a b,invalid reference format",
        "-,invalid reference format",
        "lab/base:,invalid reference format",
        "http://x/y,invalid reference format",
        "상자,invalid reference format"
    })
    void refusesOtherNames(String name, String message) {
        assertThat(ImageNames.problem(name)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"/lab,x,/lab/x", "/lab,/x/,/x", "/lab,../../..,/", "/lab,.,/lab", "/,a//b/./c,/a/b/c"})
    void resolvesPathsAsText(String from, String path, String resolved) {
        assertThat(Paths.resolve(from, path)).isEqualTo(resolved);
    }
}
