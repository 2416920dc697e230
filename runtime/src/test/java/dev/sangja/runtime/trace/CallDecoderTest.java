package dev.sangja.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallDecoderTest {
    private final FakeMemory memory = new FakeMemory();
    private final Calls calls = new Calls(memory);

    @Test
    void decodesTheCallsOfNamespaces() {
        assertThat(calls.entered("unshare", 0x2c00_0000)).isEqualTo("unshare(CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWPID)");
        assertThat(calls.entered("unshare", 0x80)).isEqualTo("unshare(CLONE_NEWTIME)");
        assertThat(calls.entered("setns", 3, 0x400_0000)).isEqualTo("setns(3, CLONE_NEWUTS)");
        assertThat(calls.entered("sethostname", memory.put("boxes"), 3)).isEqualTo("sethostname(\"box\", 3)");
        assertThat(calls.entered("clone", 0x0120_0011, 0, 0, 0x7f00, 0))
                .isEqualTo("clone(CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, NULL, NULL, 0x7f00, 0)");
        long arguments = memory.put(0x2_2000_0000L, 0, 0, 0, 17, 0, 0, 0, 0, 0, 5);
        assertThat(calls.entered("clone3", arguments, 88))
                .isEqualTo("clone3({flags=CLONE_NEWPID|CLONE_INTO_CGROUP, exit_signal=SIGCHLD, stack=NULL, "
                        + "stack_size=0, cgroup=5}, 88)");
    }

    @Test
    void namesTheFileThatAnAnonymousDescriptorStandsFor() {
        Descriptors descriptors = new Descriptors() {
            @Override
            public Optional<String> watchedPath(int fd) {
                return fd == 1 ? Optional.of("/proc/self/uid_map") : Optional.empty();
            }

            @Override
            public boolean isRouting(int fd) {
                return false;
            }

            @Override
            public Optional<String> link(int fd) {
                return Optional.of("uts:[4026532008]");
            }
        };
        long map = memory.put("0 1000 1\n");

        assertThat(calls.entered(descriptors, "setns", 3, 0x400_0000))
                .isEqualTo("setns(3<uts:[4026532008]>, CLONE_NEWUTS)");
        assertThat(calls.entered(descriptors, "write", 1, map, 9))
                .isEqualTo("write(1</proc/self/uid_map>, \"0 1000 1\\n\", 9)");
        assertThat(calls.entered(descriptors, "write", 2, map, 9)).isEqualTo("write(2, \"0 1000 1\\n\", 9)");
    }

    @Test
    void decodesMountsOldAndNew() {
        long overlay = memory.put("overlay");
        assertThat(calls.entered(
                        "mount", overlay, memory.put("merged"), overlay, 0, memory.put("lowerdir=l,upperdir=u")))
                .isEqualTo("mount(\"overlay\", \"merged\", \"overlay\", 0, \"lowerdir=l,upperdir=u\")");
        assertThat(calls.entered("mount", 0, memory.put("/"), 0, 0x4_4000, 0))
                .isEqualTo("mount(NULL, \"/\", NULL, MS_REC|MS_PRIVATE, NULL)");
        assertThat(calls.entered("umount2", memory.put("/.old"), 2)).isEqualTo("umount2(\"/.old\", MNT_DETACH)");
        assertThat(calls.entered("pivot_root", memory.put("."), memory.put(".old")))
                .isEqualTo("pivot_root(\".\", \".old\")");
        assertThat(calls.entered("fsopen", overlay, 1)).isEqualTo("fsopen(\"overlay\", FSOPEN_CLOEXEC)");
        assertThat(calls.entered("fsconfig", 3, 1, memory.put("lowerdir"), memory.put("/l"), 0))
                .isEqualTo("fsconfig(3, FSCONFIG_SET_STRING, \"lowerdir\", \"/l\", 0)");
        assertThat(calls.entered("fsconfig", 3, 6, 0, 0, 0))
                .isEqualTo("fsconfig(3, FSCONFIG_CMD_CREATE, NULL, NULL, 0)");
        assertThat(calls.entered("fsmount", 3, 1, 1)).isEqualTo("fsmount(3, FSMOUNT_CLOEXEC, MOUNT_ATTR_RDONLY)");
        assertThat(calls.entered("move_mount", 4, memory.put(""), -100, memory.put("/mnt"), 4))
                .isEqualTo("move_mount(4, \"\", AT_FDCWD, \"/mnt\", MOVE_MOUNT_F_EMPTY_PATH)");
        assertThat(calls.entered("open_tree", -100, memory.put("/"), 0x8_8001))
                .isEqualTo("open_tree(AT_FDCWD, \"/\", OPEN_TREE_CLONE|AT_RECURSIVE|OPEN_TREE_CLOEXEC)");
        assertThat(calls.entered("mount_setattr", -100, memory.put("/"), 0x8000, memory.put(1, 0, 0x4_0000, 0), 32))
                .isEqualTo("mount_setattr(AT_FDCWD, \"/\", AT_RECURSIVE, {attr_set=MOUNT_ATTR_RDONLY, attr_clr=0, "
                        + "propagation=MS_PRIVATE, userns_fd=0}, 32)");
    }

    @Test
    void showsAModeOnlyWhereAFileIsMade() {
        long path = memory.put("/tmp/f7");
        assertThat(calls.entered("openat", -100, path, 0x941, 0x1b6))
                .isEqualTo("openat(AT_FDCWD, \"/tmp/f7\", O_WRONLY|O_CREAT|O_NOCTTY|O_NONBLOCK, 0666)");
        assertThat(calls.entered("openat", -100, path, 0x8_0000, 0x1b6))
                .isEqualTo("openat(AT_FDCWD, \"/tmp/f7\", O_RDONLY|O_CLOEXEC)");
        assertThat(calls.entered("open", path, 0x41_0002, 0x180))
                .isEqualTo("open(\"/tmp/f7\", O_RDWR|O_TMPFILE, 0600)");
        assertThat(calls.entered("openat2", -100, path, memory.put(0x1_0000, 0, 8), 24))
                .isEqualTo("openat2(AT_FDCWD, \"/tmp/f7\", {flags=O_RDONLY|O_DIRECTORY, resolve=RESOLVE_BENEATH}, 24)");
    }

    @Test
    void writesModesInOctalAndDevicesInTwoParts() {
        long path = memory.put("/dev/x");
        assertThat(calls.entered("mknodat", -100, path, 0x21b6, 0x103))
                .isEqualTo("mknodat(AT_FDCWD, \"/dev/x\", S_IFCHR|0666, makedev(1, 3))");
        assertThat(calls.entered("mknod", path, 0x11a4, 0)).isEqualTo("mknod(\"/dev/x\", S_IFIFO|0644)");
        assertThat(calls.entered("chmod", path, 0)).isEqualTo("chmod(\"/dev/x\", 000)");
        assertThat(calls.entered("mkdir", path, 0x3ff)).isEqualTo("mkdir(\"/dev/x\", 01777)");
        assertThat(calls.entered("fchownat", -100, path, 5, 0xffff_ffffL, 0x100))
                .isEqualTo("fchownat(AT_FDCWD, \"/dev/x\", 5, -1, AT_SYMLINK_NOFOLLOW)");
    }

    @Test
    void decodesProgramsAndTheirArguments() {
        long argv = memory.put(memory.put("sh"), memory.put("-c"), memory.put("echo \"한글\""), 0);
        long environment = memory.put(memory.put("PATH=/bin"), memory.put("HOME=/root"), 0);
        assertThat(calls.entered("execve", memory.put("/bin/sh"), argv, environment))
                .matches("execve\\(\"/bin/sh\", \\[\"sh\", \"-c\", \"echo \\\\\"한글\\\\\"\"\\], "
                        + "0x[0-9a-f]+ /\\* 2 vars \\*/\\)");
        assertThat(calls.entered("execve", memory.put("/bin/sh"), 0, 0)).isEqualTo("execve(\"/bin/sh\", NULL, NULL)");
    }

    @Test
    void decodesPrivileges() {
        assertThat(calls.entered("prctl", 24, 21, 1, 2, 3)).isEqualTo("prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN)");
        assertThat(calls.entered("prctl", 38, 1, 0, 0, 0)).isEqualTo("prctl(PR_SET_NO_NEW_PRIVS, 1)");
        assertThat(calls.entered("prctl", 4, 0, 0, 0, 0)).isEqualTo("prctl(PR_SET_DUMPABLE, 0)");
        assertThat(calls.entered("prctl", 15, memory.put("worker"), 0, 0, 0))
                .isEqualTo("prctl(PR_SET_NAME, \"worker\")");
        assertThat(calls.entered("prctl", 47, 2, 13, 0, 0))
                .isEqualTo("prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW)");
        assertThat(calls.entered("prctl", 9999, 1, 2, 3, 4)).isEqualTo("prctl(0x270f, 0x1, 0x2, 0x3, 0x4)");
        long header = memory.putInts(0x2008_0522, 0);
        long sets = memory.putInts(0x400, 0x401, 0, 0, 0x100, 0);
        assertThat(calls.entered("capset", header, sets))
                .isEqualTo("capset({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, {effective=CAP_NET_BIND_SERVICE, "
                        + "permitted=CAP_CHOWN|CAP_NET_BIND_SERVICE|CAP_CHECKPOINT_RESTORE, inheritable=0})");
        assertThat(calls.entered("seccomp", 1, 0, memory.put(42, 0x5000)))
                .isEqualTo("seccomp(SECCOMP_SET_MODE_FILTER, 0, {len=42, filter=0x5000})");
        assertThat(calls.entered("setresuid", 1000, 0xffff_ffffL, 1000)).isEqualTo("setresuid(1000, -1, 1000)");
        assertThat(calls.entered("setgroups", 2, memory.putInts(5, -2))).isEqualTo("setgroups(2, [5, 4294967294])");
        assertThat(calls.entered("setgroups", 0, 0)).isEqualTo("setgroups(0, NULL)");
    }

    @Test
    void namesSignals() {
        assertThat(calls.entered("kill", 77, 15)).isEqualTo("kill(77, SIGTERM)");
        assertThat(calls.entered("kill", -1, 0)).isEqualTo("kill(-1, 0)");
        assertThat(calls.entered("tgkill", 7, 7, 6)).isEqualTo("tgkill(7, 7, SIGABRT)");
        assertThat(calls.entered("pidfd_send_signal", 5, 9, 0, 0)).isEqualTo("pidfd_send_signal(5, SIGKILL, NULL, 0)");
        assertThat(calls.entered("rt_sigprocmask", 0, memory.put(0x1_0002L), 0, 8))
                .isEqualTo("rt_sigprocmask(SIG_BLOCK, [INT CHLD], NULL, 8)");
        assertThat(calls.entered("rt_sigprocmask", 2, memory.put(~2L), 0, 8))
                .isEqualTo("rt_sigprocmask(SIG_SETMASK, ~[INT], NULL, 8)");
    }

    @Test
    void decodesMailboxes() {
        assertThat(calls.entered("msgget", 0, 0x3a4)).isEqualTo("msgget(IPC_PRIVATE, IPC_CREAT|0644)");
        assertThat(calls.entered("semget", 0x4d2, 1, 0x1b6)).isEqualTo("semget(0x4d2, 1, 0666)");
        assertThat(calls.entered("shmget", 0, 4096, 0x780))
                .isEqualTo("shmget(IPC_PRIVATE, 4096, IPC_CREAT|IPC_EXCL|0600)");
        assertThat(calls.entered("mq_open", memory.put("jobs"), 0x42, 0x1a4, 0))
                .isEqualTo("mq_open(\"jobs\", O_RDWR|O_CREAT, 0644, NULL)");
    }

    @Test
    void showsWhatTheKernelFilledInOnceTheCallIsBack() {
        assertThat(calls.returned("read", 4, 3, memory.put("root:x"), 100)).isEqualTo("read(3, \"root\", 100)");
        assertThat(calls.returned("pipe2", 0, memory.putInts(3, 4), 0x8_0000)).isEqualTo("pipe2([3, 4], O_CLOEXEC)");
        assertThat(calls.returned("wait4", 77, -1, memory.putInts(0x100), 0, 0))
                .isEqualTo("wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 1}], 0, NULL)");
        assertThat(calls.returned("wait4", 77, -1, memory.putInts(9), 1, 0))
                .isEqualTo("wait4(-1, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], WNOHANG, NULL)");
        long information = memory.putInts(17, 0, 2, 0, 77, 0, 9);
        assertThat(calls.returned("waitid", 0, 1, 77, information, 4, 0))
                .isEqualTo("waitid(P_PID, 77, {si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=77, si_uid=0, "
                        + "si_status=SIGKILL}, WEXITED, NULL)");
        long peer = memory.put(new byte[] {2, 0, 0x1f, (byte) 0x90, 127, 0, 0, 1});
        assertThat(calls.returned("accept4", 5, 3, peer, memory.putInts(8), 0))
                .startsWith(
                        "accept4(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"127.0.0.1\")}, ");
    }

    @Test
    void leavesAnAddressWhereTheProcessHasNoMemory() {
        assertThat(calls.entered("chroot", 0xdead_0000L)).isEqualTo("chroot(0xdead0000)");
        assertThat(calls.entered("clone3", 0xdead_0000L, 88)).isEqualTo("clone3(0xdead0000, 88)");
        assertThat(calls.entered("clone3", memory.put(1), 8)).matches("clone3\\(0x[0-9a-f]+, 8\\)");
        assertThat(calls.entered("execve", memory.put("x"), memory.put(0xdead_0000L), 0))
                .matches("execve\\(\"x\", 0x[0-9a-f]+, NULL\\)");
        assertThat(calls.entered("connect", 3, 0xdead_0000L, 16)).isEqualTo("connect(3, 0xdead0000, 16)");
        assertThat(calls.entered("capset", 0xdead_0000L, 0xdead_0000L)).isEqualTo("capset(0xdead0000, 0xdead0000)");
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() {
        assertThat(calls.entered("chroot", memory.put("x".repeat(5000))))
                .endsWith("x\"...)")
                .hasSizeLessThan(4200);
        assertThat(calls.entered("write", 1, memory.put("y".repeat(500)), 500))
                .isEqualTo("write(1, \"" + "y".repeat(64) + "\"..., 500)");
        assertThat(calls.entered("write", 1, memory.put("y"), Long.MAX_VALUE)).startsWith("write(1, \"y");
        long[] words = new long[100];
        Arrays.fill(words, memory.put("w"));
        assertThat(calls.entered("execve", memory.put("x"), memory.put(words), 0))
                .contains("\"w\", ...], NULL)");
    }

    @Test
    void findsTheEndOfAStringThatFillsSeveralPages() {
        String path = "/p".repeat(1500);

        assertThat(calls.entered("chroot", memory.put(path))).isEqualTo("chroot(\"" + path + "\")");
    }

    @Test
    void leavesOutACharacterThatWasCutInTwo() {
        byte[] bytes = ("y".repeat(63) + "글").getBytes(StandardCharsets.UTF_8);

        assertThat(calls.entered("write", 1, memory.put(bytes), bytes.length))
                .isEqualTo("write(1, \"" + "y".repeat(63) + "\"..., 66)");
    }

    @Test
    void showsTheRegistersOfCallsThatNobodyDescribed() {
        assertThat(calls.decoder()
                        .entered(9999, calls.view(Descriptors.unknown(), 1, 2))
                        .render())
                .isEqualTo("syscall_0x270f(0x1, 0x2, 0, 0, 0, 0)");
        assertThat(calls.decoder()
                        .entered(-1, calls.view(Descriptors.unknown()))
                        .name())
                .isEqualTo("syscall_0xffffffff");
        assertThat(calls.entered("afs_syscall", 1)).isEqualTo("afs_syscall(0x1, 0, 0, 0, 0, 0)");
    }

    @Test
    void namesArgumentsAsTheirManualPagesDo() {
        SyscallCall call =
                calls.decoder().entered(Calls.number("mount"), calls.view(Descriptors.unknown(), 0, 0, 0, 0x4_4000, 0));

        assertThat(call.arguments())
                .extracting(Argument::name)
                .containsExactly("source", "target", "filesystemtype", "mountflags", "data");
        assertThat(call.argument("mountflags")).contains(new ArgumentValue.Flags(List.of("MS_REC", "MS_PRIVATE"), 0));
    }

    @ParameterizedTest
    @EnumSource
    void decodesEveryCallOfAnArchitectureWhateverIsInItsRegisters(Architecture architecture) {
        CallDecoder every = new CallDecoder(architecture);
        SyscallTable table = SyscallTable.of(architecture);
        for (String name : table.names()) {
            int number = table.numberOf(name).orElseThrow();
            for (long value : new long[] {0, -1, 1, 0x7f00_0000_0000L, Long.MIN_VALUE, Long.MAX_VALUE}) {
                long[] registers = {value, value, value, value, value, value};
                CallView entry = CallView.entered(registers, memory, Descriptors.unknown());
                SyscallCall call = every.entered(number, entry);
                assertThat(call.name()).isEqualTo(name);
                SyscallCall back =
                        every.returned(call, number, CallView.returned(registers, memory, Descriptors.unknown(), 1));
                assertThat(back.arguments()).hasSameSizeAs(call.arguments());
            }
        }
    }

    @Test
    void knowsWhereTheArchitecturesDiffer() {
        CallDecoder arm = new CallDecoder(Architecture.AARCH64);
        SyscallTable table = SyscallTable.of(Architecture.AARCH64);
        CallView open = calls.view(Descriptors.unknown(), -100, memory.put("/"), 0x4000);
        CallView clone = calls.view(Descriptors.unknown(), 17, 0, 0, 1, 2);

        assertThat(arm.entered(table.numberOf("openat").orElseThrow(), open).render())
                .isEqualTo("openat(AT_FDCWD, \"/\", O_RDONLY|O_DIRECTORY)");
        assertThat(arm.entered(table.numberOf("clone").orElseThrow(), clone).argument("child_tid"))
                .contains(new ArgumentValue.Address(2));
    }
}
