package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.SyscallTable;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerProfileTest {
    private static final SyscallTable TABLE = SyscallTable.of(Architecture.X86_64);
    private static final Action EPERM = Action.errno(1);
    private static final Action ENOSYS = Action.errno(38);

    private static BpfProgram compiledFor(Set<Capability> capabilities) {
        return StandardProfiles.container()
                .compile(new FilterTarget(Architecture.X86_64, capabilities, new KernelVersion(6, 1)));
    }

    private static Action answer(BpfProgram program, String call, Long... arguments) {
        int number = TABLE.numberOf(call).orElseThrow();
        return program.evaluate(SeccompData.of(Architecture.X86_64, number, arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read",
                "openat",
                "execve",
                "exit_group",
                "mmap",
                "fork",
                "vfork",
                "kill",
                "capset",
                "prctl",
                "seccomp",
                "mknod",
                "ptrace",
                "process_vm_writev",
                "ioctl",
                "setsockopt",
                "arch_prctl",
                "modify_ldt",
                "fchmodat2",
                "futex_waitv",
                "statmount",
                "uretprobe",
                "removexattrat",
                "vmsplice",
                "landlock_restrict_self"
            })
    void allowsTheseToEveryContainer(String call) {
        assertThat(answer(compiledFor(Set.of()), call)).isEqualTo(Action.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add_key",
                "request_key",
                "keyctl",
                "userfaultfd",
                "io_uring_setup",
                "io_uring_enter",
                "io_uring_register",
                "kexec_load",
                "kexec_file_load",
                "swapon",
                "swapoff",
                "pivot_root",
                "move_pages",
                "migrate_pages",
                "nfsservctl",
                "uselib",
                "ustat",
                "sysfs",
                "_sysctl"
            })
    void refusesTheseWhateverTheCapabilities(String call) {
        assertThat(answer(compiledFor(Capability.all()), call)).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @CsvSource({
        "CAP_DAC_READ_SEARCH, open_by_handle_at",
        "CAP_SYS_ADMIN, mount",
        "CAP_SYS_ADMIN, umount2",
        "CAP_SYS_ADMIN, unshare",
        "CAP_SYS_ADMIN, setns",
        "CAP_SYS_ADMIN, sethostname",
        "CAP_SYS_ADMIN, bpf",
        "CAP_SYS_ADMIN, perf_event_open",
        "CAP_SYS_ADMIN, fanotify_init",
        "CAP_SYS_ADMIN, quotactl",
        "CAP_SYS_BOOT, reboot",
        "CAP_SYS_CHROOT, chroot",
        "CAP_SYS_MODULE, finit_module",
        "CAP_SYS_PACCT, acct",
        "CAP_SYS_PTRACE, pidfd_getfd",
        "CAP_SYS_PTRACE, kcmp",
        "CAP_SYS_RAWIO, iopl",
        "CAP_SYS_TIME, settimeofday",
        "CAP_SYS_TTY_CONFIG, vhangup",
        "CAP_SYS_NICE, mbind",
        "CAP_SYSLOG, syslog",
        "CAP_BPF, bpf",
        "CAP_PERFMON, perf_event_open",
    })
    void allowsTheseToContainersThatHoldTheCapability(Capability capability, String call) {
        Set<Capability> others = EnumSet.allOf(Capability.class);
        others.remove(capability);
        // Two of the calls can be had through either of two capabilities.
        others.remove(Capability.CAP_SYS_ADMIN);
        assertThat(answer(compiledFor(Set.of(capability)), call)).isEqualTo(Action.ALLOW);
        if (capability != Capability.CAP_SYS_ADMIN
                || !Set.of("bpf", "perf_event_open").contains(call)) {
            assertThat(answer(compiledFor(others), call)).isEqualTo(EPERM);
        }
    }

    @Test
    void letsOnlyHoldersOfSysAdminCloneIntoNamespaces() {
        long newPid = 0x20000000L;
        long ordinaryFork = 0x01200011L;
        BpfProgram program = compiledFor(ContainerDefaults.capabilities());
        assertThat(answer(program, "clone", ordinaryFork)).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "clone", ordinaryFork | newPid)).isEqualTo(EPERM);
        assertThat(answer(program, "clone3")).isEqualTo(ENOSYS);

        BpfProgram withAdmin = compiledFor(Set.of(Capability.CAP_SYS_ADMIN));
        assertThat(answer(withAdmin, "clone", ordinaryFork | newPid)).isEqualTo(Action.ALLOW);
        assertThat(answer(withAdmin, "clone3")).isEqualTo(Action.ALLOW);
    }

    @ParameterizedTest
    @CsvSource({"0", "8", "131072", "131080", "4294967295"})
    void allowsTheUsualPersonalities(long personality) {
        assertThat(answer(compiledFor(Set.of()), "personality", personality)).isEqualTo(Action.ALLOW);
        assertThat(answer(compiledFor(Set.of()), "personality", personality ^ 0x40000))
                .isEqualTo(EPERM);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "10", "11", "16", "17", "44"})
    void allowsSocketsOfLivingFamilies(long family) {
        assertThat(answer(compiledFor(Set.of()), "socket", family, 1L, 0L)).isEqualTo(Action.ALLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "12, AF_DECnet",
        "20, AF_ATMSVC",
        "23, AF_IRDA",
        "34, AF_ISDN",
        "37, AF_CAIF",
        "38, AF_ALG",
        "40, AF_VSOCK"
    })
    void refusesSocketsOfTheKernelsCryptographyOfVirtualMachinesAndOfDeadFamilies(long family, String name) {
        assertThat(answer(compiledFor(Capability.all()), "socket", family, 5L, 0L))
                .as(name)
                .isEqualTo(EPERM);
        assertThat(answer(compiledFor(Capability.all()), "socket", family | 1L << 32, 5L, 0L))
                .as("%s with bits that the kernel cuts off", name)
                .isEqualTo(EPERM);
    }

    @Test
    void refusesPtraceOnKernelsWhereItGotAroundFilters() {
        BpfProgram old = StandardProfiles.container()
                .compile(new FilterTarget(Architecture.X86_64, Set.of(), new KernelVersion(4, 7)));
        assertThat(answer(old, "ptrace")).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource
    void fitsIntoTheKernelOnEveryArchitecture(Architecture architecture) {
        BpfProgram program = StandardProfiles.container()
                .compile(new FilterTarget(architecture, ContainerDefaults.capabilities(), new KernelVersion(6, 1)));
        int read = SyscallTable.of(architecture).numberOf("read").orElseThrow();
        int mount = SyscallTable.of(architecture).numberOf("mount").orElseThrow();
        assertThat(program.length()).isBetween(50, 400);
        assertThat(program.evaluate(SeccompData.of(architecture, read))).isEqualTo(Action.ALLOW);
        assertThat(program.evaluate(SeccompData.of(architecture, mount))).isEqualTo(EPERM);
    }
}
