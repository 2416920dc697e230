package dev.sangja.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import dev.sangja.runtime.seccomp.Action;
import dev.sangja.runtime.seccomp.BpfProgram;
import dev.sangja.runtime.seccomp.FilterTarget;
import dev.sangja.runtime.seccomp.KernelVersion;
import dev.sangja.runtime.seccomp.Profile;
import dev.sangja.runtime.seccomp.SeccompData;
import dev.sangja.runtime.seccomp.StandardProfiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HighlightFilterTest {
    private static final Action STOP = new Action(Action.Kind.TRACE, 0);
    private static final long AT_FDCWD = 0xffff_ff9cL;

    @ParameterizedTest
    @EnumSource
    void stopsAtTheCallsThatTeach(Architecture architecture) {
        assertThat(new String[] {
                    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "sethostname", "execve",
                            "exit_group",
                    "clone3", "wait4", "waitid", "kill", "unlinkat", "renameat2", "mkdirat", "mknodat", "fchmodat",
                    "fchownat", "socket", "bind", "listen", "connect", "accept4", "capset", "seccomp", "setresuid",
                    "setgroups", "msgget", "semget", "shmget", "mq_open", "fsopen", "move_mount", "openat2"
                })
                .allSatisfy(name -> assertThat(ask(architecture, name)).isEqualTo(STOP));
    }

    @ParameterizedTest
    @EnumSource
    void letsTheRestRunAtFullSpeed(Architecture architecture) {
        assertThat(new String[] {
                    "read",
                    "write",
                    "mmap",
                    "close",
                    "fstat",
                    "newfstatat",
                    "getdents64",
                    "rt_sigaction",
                    "futex",
                    "exit",
                    "brk",
                    "lseek",
                    "fcntl",
                    "ioctl",
                    "getpid",
                    "sendmsg",
                    "recvmsg",
                    "ppoll",
                    "clock_nanosleep"
                })
                .allSatisfy(name -> assertThat(ask(architecture, name)).isEqualTo(Action.ALLOW));
    }

    @ParameterizedTest
    @EnumSource
    void stopsAtOpensOnlyForWriting(Architecture architecture) {
        assertThat(ask(architecture, "openat", AT_FDCWD, 0x7f00_0000_0000L, 0x8_0000))
                .isEqualTo(Action.ALLOW);
        for (long flags : new long[] {1, 2, 0x40, 0x200, 0x241, 0x8_0002}) {
            assertThat(ask(architecture, "openat", AT_FDCWD, 0x7f00_0000_0000L, flags))
                    .isEqualTo(STOP);
        }
    }

    @Test
    void stopsAtTheOldOpenOnlyForWriting() {
        assertThat(ask(Architecture.X86_64, "open", 0x7f00_0000_0000L, 0x8_0000))
                .isEqualTo(Action.ALLOW);
        assertThat(ask(Architecture.X86_64, "open", 0x7f00_0000_0000L, 0x241)).isEqualTo(STOP);
    }

    @ParameterizedTest
    @EnumSource
    void letsAWatchedThreadMakeItsFirstChildUntraced(Architecture architecture) {
        assertThat(ask(architecture, "clone", 0x4111)).isEqualTo(Action.ALLOW);
        assertThat(ask(architecture, "clone", 0x0120_0011)).isEqualTo(STOP);
        assertThat(ask(architecture, "clone", 0x3d_0f00)).isEqualTo(STOP);
        assertThat(ask(architecture, "clone", 0x2000_0011)).isEqualTo(STOP);
    }

    @ParameterizedTest
    @EnumSource
    void passesOverWhatAProcessSaysOfItsName(Architecture architecture) {
        assertThat(ask(architecture, "prctl", 15, 0x7f00)).isEqualTo(Action.ALLOW);
        assertThat(ask(architecture, "prctl", 23, 21)).isEqualTo(Action.ALLOW);
        assertThat(ask(architecture, "prctl", 24, 21)).isEqualTo(STOP);
        assertThat(ask(architecture, "prctl", 38, 1)).isEqualTo(STOP);
    }

    @ParameterizedTest
    @EnumSource
    void stopsAtDatagramsThatNameTheirReceiver(Architecture architecture) {
        assertThat(ask(architecture, "sendto", 3, 0x7f00, 10, 0, 0, 0)).isEqualTo(Action.ALLOW);
        assertThat(ask(architecture, "sendto", 3, 0x7f00, 10, 0, 0x7f00_0000_0000L, 16))
                .isEqualTo(STOP);
    }

    @ParameterizedTest
    @EnumSource
    void namesOnlyCallsThatExist(Architecture architecture) {
        SyscallTable table = SyscallTable.of(architecture);
        long stops = table.names().stream()
                .filter(name -> ask(architecture, name).equals(STOP))
                .count();

        assertThat(stops).isBetween(60L, 120L);
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheTracerWhatAProfileLetsFail(Architecture architecture) {
        BpfProgram over = new HighlightFilter(architecture).over(compile(architecture, """
                {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
                  {"names": ["mkdirat", "getpid"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1},
                  {"names": ["chroot"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
                  {"names": ["unshare"], "action": "SCMP_ACT_KILL_PROCESS"}]}
                """));

        assertThat(ask(over, architecture, "mkdirat")).isEqualTo(new Action(Action.Kind.TRACE, 1));
        assertThat(ask(over, architecture, "chroot")).isEqualTo(new Action(Action.Kind.TRACE, 38));
        assertThat(ask(over, architecture, "mount")).isEqualTo(STOP);
        assertThat(ask(over, architecture, "unshare")).isEqualTo(Action.KILL_PROCESS);
        assertThat(ask(over, architecture, "getpid")).isEqualTo(Action.errno(1));
        assertThat(ask(over, architecture, "read")).isEqualTo(Action.ALLOW);
    }

    @ParameterizedTest
    @EnumSource
    void refusesExactlyWhatTheStandardProfileRefuses(Architecture architecture) {
        BpfProgram standard =
                StandardProfiles.container().compile(new FilterTarget(architecture, Set.of(), KernelVersion.running()));
        BpfProgram over = new HighlightFilter(architecture).over(standard);
        BiFunction<BpfProgram, String, Integer> error = (program, name) -> {
            Action action = ask(program, architecture, name);
            return switch (action.kind()) {
                case ALLOW, LOG -> 0;
                case ERRNO, TRACE -> action.data();
                case TRAP, KILL_THREAD, KILL_PROCESS -> -1;
            };
        };

        assertThat(SyscallTable.of(architecture).names())
                .allSatisfy(name -> assertThat(error.apply(over, name)).isEqualTo(error.apply(standard, name)));
    }

    private static Action ask(Architecture architecture, String name, long... arguments) {
        return ask(new HighlightFilter(architecture).alone(), architecture, name, arguments);
    }

    private static Action ask(BpfProgram program, Architecture architecture, String name, long... arguments) {
        int number = SyscallTable.of(architecture).numberOf(name).orElseThrow();
        return program.evaluate(SeccompData.of(
                architecture, number, Arrays.stream(arguments).boxed().toArray(Long[]::new)));
    }

    private static BpfProgram compile(Architecture architecture, String json) {
        return Profile.parse(json.getBytes(StandardCharsets.UTF_8))
                .compile(new FilterTarget(architecture, Set.of(), KernelVersion.running()));
    }
}
