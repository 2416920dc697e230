package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.linux.Capability;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
    private static Profile parse(String json) {
        return Profile.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheOciForm() {
        Profile profile = parse("""
                {'defaultAction': 'SCMP_ACT_ALLOW', 'architectures': ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X32'],
                 'flags': ['SECCOMP_FILTER_FLAG_LOG'],
                 'syscalls': [{'names': ['mkdir', 'mkdirat'], 'action': 'SCMP_ACT_ERRNO', 'errnoRet': 13,
                               'args': [{'index': 1, 'value': 18446744073709551615, 'valueTwo': 5,
                                         'op': 'SCMP_CMP_MASKED_EQ'}]}]}""");

        assertThat(profile.defaultAction()).isEqualTo(Action.ALLOW);
        SyscallRule rule = profile.rules().get(0);
        assertThat(rule.names()).containsExactly("mkdir", "mkdirat");
        assertThat(rule.action()).isEqualTo(Action.errno(13));
        assertThat(rule.comparisons())
                .containsExactly(new ArgumentComparison(1, ArgumentComparison.Operator.MASKED_EQUAL, -1L, 5));
    }

    @Test
    void readsDockersExtensions() {
        Profile profile = parse("""
                {'defaultAction': 'SCMP_ACT_ERRNO', 'defaultErrnoRet': 38,
                 'archMap': [{'architecture': 'SCMP_ARCH_X86_64', 'subArchitectures': ['SCMP_ARCH_X86']},
                             {'architecture': 'SCMP_ARCH_RISCV64', 'subArchitectures': null}],
                 'syscalls': [{'name': 'bpf', 'action': 'SCMP_ACT_ALLOW', 'args': [], 'comment': '',
                               'includes': {'caps': ['CAP_BPF'], 'arches': ['amd64'], 'minKernel': '4.8'},
                               'excludes': {}}]}""");

        assertThat(profile.defaultAction()).isEqualTo(Action.errno(38));
        assertThat(profile.rules().get(0).includes())
                .isEqualTo(new Applicability(
                        Set.of(Capability.CAP_BPF.name()), Set.of("amd64"), Optional.of(new KernelVersion(4, 8))));
        assertThat(profile.rules().get(0).excludes()).isEqualTo(Applicability.UNSTATED);
    }

    @Test
    void takesEpermForAnErrnoThatIsNotNamedAndTheOldNameOfKill() {
        assertThat(parse("{'defaultAction': 'SCMP_ACT_ERRNO'}").defaultAction()).isEqualTo(Action.errno(1));
        assertThat(parse("{'defaultAction': 'SCMP_ACT_KILL'}").defaultAction())
                .isEqualTo(Action.ofKind(Action.Kind.KILL_THREAD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /defaultAction: missing; it says what happens to calls that no rule names",
                "[] | /: expected an object, found an array",
                "{'defaultAction': 7} | /defaultAction: expected a string, found a number",
                "{'defaultAction': 'ALLOW'} | /defaultAction: unknown action \"ALLOW\"",
                "{'defaultAction': 'SCMP_ACT_NOTIFY'} | /defaultAction: SCMP_ACT_NOTIFY needs a listener process,"
                        + " which this runtime does not offer",
                "{'defaultAction': 'SCMP_ACT_ERRNO', 'defaultErrnoRet': 4096} |"
                        + " /defaultErrnoRet: expected a number from 0 to 4095, found 4096",
                "{'defaultAction': 'SCMP_ACT_LOG', 'architectures': [], 'archMap': []} | both 'architectures' and"
                        + " 'archMap' are specified in the seccomp profile, use either 'architectures' or 'archMap'",
                "{'defaultAction': 'SCMP_ACT_LOG', 'architectures': ['x86']} |"
                        + " /architectures/0: unknown architecture \"x86\"",
                "{'defaultAction': 'SCMP_ACT_LOG', 'flags': ['FAST']} | /flags/0: unknown flag \"FAST\"",
                "{'defaultAction': 'SCMP_ACT_LOG', 'syscalls': {}} | /syscalls: expected an array, found an object",
            })
    void saysWhereAProfileIsWrong(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(ProfileException.class)
                .hasMessage("Decoding seccomp profile failed: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'action': 'SCMP_ACT_ALLOW'} | /syscalls/0: the rule names no system call",
                "{'names': ['read']} | /syscalls/0: the rule has no action",
                "{'names': 'read', 'action': 'SCMP_ACT_ALLOW'} |"
                        + " /syscalls/0/names: expected an array, found a string",
                "{'names': ['read', 1], 'action': 'SCMP_ACT_ALLOW'} |"
                        + " /syscalls/0/names/1: expected a string, found a number",
                "{'name': 'read', 'names': ['write'], 'action': 'SCMP_ACT_ALLOW'} | /syscalls/0: both 'name' and"
                        + " 'names' are specified in the seccomp profile, use either 'name' or 'names'",
                "{'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'args': [{'index': 6, 'op': 'SCMP_CMP_EQ'}]} |"
                        + " /syscalls/0/args/0/index: expected a number from 0 to 5, found 6",
                "{'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'args': [{'index': 0, 'op': '=='}]} |"
                        + " /syscalls/0/args/0/op: unknown operator \"==\"",
                "{'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'args': [{'index': 0}]} |"
                        + " /syscalls/0/args/0: the test has no op",
                "{'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'args': [{'value': -1, 'op': 'SCMP_CMP_EQ'}]} |"
                        + " /syscalls/0/args/0/value: expected a number of 64 bits without a sign, found -1",
                "{'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'args': [{'value': 1.5, 'op': 'SCMP_CMP_EQ'}]} |"
                        + " /syscalls/0/args/0/value: expected a whole number, found a fraction",
                "{'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'includes': {'minKernel': 'new'}} |"
                        + " /syscalls/0/includes/minKernel: expected a kernel version such as \"4.8\", found \"new\"",
            })
    void saysWhereARuleIsWrong(String rule, String message) {
        assertThatThrownBy(() -> parse("{'defaultAction': 'SCMP_ACT_LOG', 'syscalls': [" + rule + "]}"))
                .isInstanceOf(ProfileException.class)
                .hasMessage("Decoding seccomp profile failed: " + message);
    }

    @Test
    void saysInWhichLineTheJsonBreaksOff() {
        assertThatThrownBy(() -> parse("{'defaultAction':\n 'SCMP_ACT_LOG',"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("Unexpected end-of-input")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> parse("{'defaultAction': 'SCMP_ACT_LOG'} true"))
                .isInstanceOf(ProfileException.class);
        assertThatThrownBy(() -> parse("")).isInstanceOf(ProfileException.class);
    }

    @Test
    void boundsWhatItReads() {
        byte[] huge = new byte[(1 << 20) + 1];
        Arrays.fill(huge, (byte) ' ');
        assertThatThrownBy(() -> Profile.parse(huge))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("1048577 bytes are too many");
        assertThatThrownBy(() -> parse("[".repeat(100_000)))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> parse("{'defaultAction': '" + "x".repeat(5000) + "'}"))
                .isInstanceOf(ProfileException.class);
        assertThatThrownBy(() -> parse("{'defaultAction': '" + "x".repeat(500) + "\\n'}"))
                .hasMessageEndingWith("unknown action \"" + "x".repeat(64) + "…\"");
    }
}
