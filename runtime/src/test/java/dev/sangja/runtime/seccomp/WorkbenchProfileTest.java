package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbenchProfileTest {
    private static final SyscallTable TABLE = SyscallTable.of(Architecture.X86_64);
    private static final Action EPERM = Action.errno(1);
    private static final Action ENOSYS = Action.errno(38);
    private static final Action ENOPROTOOPT = Action.errno(92);
    private static final Action EPROTONOSUPPORT = Action.errno(93);
    private static final Action EAFNOSUPPORT = Action.errno(97);
    private static final long GARBAGE_ABOVE = 0x5a5a_0000_0000L;

    private final BpfProgram program = StandardProfiles.workbench()
            .compile(new FilterTarget(Architecture.X86_64, Set.of(), new KernelVersion(6, 1)));

    private Action answer(String call, Long... arguments) {
        int number = TABLE.numberOf(call).orElseThrow();
        return program.evaluate(SeccompData.of(Architecture.X86_64, number, arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unshare",
                "setns",
                "clone",
                "clone3",
                "mount",
                "umount2",
                "pivot_root",
                "chroot",
                "sethostname",
                "setdomainname",
                "mknod",
                "ptrace",
                "process_vm_readv",
                "prctl",
                "capset",
                "seccomp",
                "execve",
                "kill",
                "pidfd_open",
                "pidfd_send_signal",
                "memfd_create",
                "inotify_init1",
                "mq_open",
                "shmget",
                "setuid",
                "chown",
                "setxattr",
                "landlock_create_ruleset",
                "statmount"
            })
    void allowsWhatTheLessonsNeed(String call) {
        assertThat(answer(call)).isEqualTo(Action.ALLOW);
        assertThat(answer(call, -1L, -1L, -1L)).isEqualTo(Action.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bpf",
                "perf_event_open",
                "userfaultfd",
                "io_uring_setup",
                "io_uring_enter",
                "io_uring_register",
                "add_key",
                "request_key",
                "keyctl",
                "kexec_load",
                "kexec_file_load",
                "init_module",
                "finit_module",
                "delete_module",
                "open_by_handle_at",
                "fanotify_init",
                "quotactl",
                "quotactl_fd",
                "swapon",
                "swapoff",
                "acct",
                "reboot",
                "settimeofday",
                "clock_settime",
                "nfsservctl",
                "move_pages",
                "migrate_pages",
                "pidfd_getfd",
                "process_madvise",
                "kcmp",
                "syslog",
                "vhangup",
                "iopl",
                "ioperm",
                "mbind",
                "set_mempolicy",
                "uselib",
                "create_module",
                "_sysctl"
            })
    void refusesTheKernelsRiskySurface(String call) {
        assertThat(answer(call)).isEqualTo(EPERM);
        assertThat(answer(call, -1L, -1L, -1L, -1L, -1L, -1L)).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fsopen",
                "fsconfig",
                "fsmount",
                "fspick",
                "move_mount",
                "open_tree",
                "mount_setattr",
                "lookup_dcookie",
                "lsm_list_modules",
                "lsm_set_self_attr",
                "open_tree_attr",
                "rseq_slice_yield"
            })
    void saysThatTheseDoNotExistSoThatProgramsFallBack(String call) {
        assertThat(answer(call)).isEqualTo(ENOSYS);
    }

    @ParameterizedTest
    @CsvSource({"0x5412, TIOCSTI", "0x541c, TIOCLINUX", "0x5423, TIOCSETD"})
    void refusesIoctlsThatReachOtherTerminalsEvenWithBitsThatTheKernelCutsOff(String request, String name) {
        long number = Long.decode(request);
        assertThat(answer("ioctl", 0L, number)).as(name).isEqualTo(EPERM);
        assertThat(answer("ioctl", 0L, number | GARBAGE_ABOVE)).as(name).isEqualTo(EPERM);
        assertThat(answer("ioctl", 0L, number + 1)).isEqualTo(Action.ALLOW);
    }

    @Test
    void allowsOnlySocketFamiliesThatLessonsUse() {
        List<Long> allowed = new ArrayList<>();
        for (long family = 0; family < 64; family++) {
            Action answer = answer("socket", family, 3L, 0L);
            assertThat(answer("socket", family | GARBAGE_ABOVE, 3L, 0L)).isEqualTo(answer);
            if (answer.equals(Action.ALLOW)) {
                allowed.add(family);
            } else {
                assertThat(answer).as("family " + family).isEqualTo(EAFNOSUPPORT);
            }
        }
        assertThat(allowed).as("UNIX, INET, INET6, NETLINK, PACKET").containsExactly(1L, 2L, 10L, 16L, 17L);
    }

    @Test
    void allowsOnlyNetlinkOfAddressesAndSockets() {
        for (long protocol = 0; protocol < 40; protocol++) {
            Action expected = protocol == 0 || protocol == 4 ? Action.ALLOW : EPROTONOSUPPORT;
            assertThat(answer("socket", 16L, 3L, protocol))
                    .as("netlink " + protocol)
                    .isEqualTo(expected);
        }
    }

    @Test
    void allowsOnlyUnixSocketPairs() {
        assertThat(answer("socketpair", 1L, 1L, 0L)).isEqualTo(Action.ALLOW);
        assertThat(answer("socketpair", 30L, 1L, 0L)).as("AF_TIPC").isEqualTo(EAFNOSUPPORT);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "0, 65", "0, 96", "0, 97", "0, 128", "0, 129", "41, 64", "41, 65"})
    void refusesPacketFiltersOfTheOldKind(long level, long option) {
        assertThat(answer("setsockopt", 3L, level, option)).isEqualTo(ENOPROTOOPT);
        assertThat(answer("setsockopt", 3L, level | GARBAGE_ABOVE, option | GARBAGE_ABOVE))
                .isEqualTo(ENOPROTOOPT);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "0, 20", "0, 63", "0, 66", "6, 64", "41, 26", "41, 66", "41, 67", "263, 1"})
    void allowsOtherSocketOptions(long level, long option) {
        assertThat(answer("setsockopt", 3L, level, option)).isEqualTo(Action.ALLOW);
    }

    @Test
    void allowsEverythingElseThatAnUnprivilegedContainerMayCall() {
        BpfProgram container = StandardProfiles.container()
                .compile(new FilterTarget(Architecture.X86_64, Set.of(), new KernelVersion(6, 1)));
        Set<String> decidedByArguments = Set.of("socket", "socketpair");
        for (String call : TABLE.names()) {
            SeccompData data =
                    SeccompData.of(Architecture.X86_64, TABLE.numberOf(call).orElseThrow());
            if (container.evaluate(data).equals(Action.ALLOW) && !decidedByArguments.contains(call)) {
                assertThat(program.evaluate(data)).as(call).isEqualTo(Action.ALLOW);
            }
        }
    }
}
