package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.SyscallCall;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/** The kernel of this computer. Immutable; safe for use by several threads. */
final class SystemLinux implements Linux {
    static final LibC.Calls LIBC = LibraryLoader.create(LibC.Calls.class).load("c");
    static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private static final Architecture ARCHITECTURE = Architecture.current();
    private static final int MNT_DETACH = 2; // linux/fs.h
    private static final int AT_FDCWD = -100; // linux/fcntl.h, as the following
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int OPEN_TREE_CLONE = 1; // linux/mount.h, as the following
    private static final int OPEN_TREE_CLOEXEC = 0x8_0000;
    private static final int MOVE_MOUNT_F_EMPTY_PATH = 4;
    private static final long MOUNT_ATTR_SIZE = 32;
    private static final long MOUNT_ATTR_RDONLY = 1;
    private static final long MOUNT_ATTR_NOSUID = 2;
    private static final long MOUNT_ATTR_NODEV = 4;
    private static final long MOUNT_ATTR_IDMAP = 0x10_0000;
    private static final int PR_SET_PDEATHSIG = 1; // linux/prctl.h, as the following
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_CAPBSET_DROP = 24;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1; // linux/seccomp.h
    private static final int CAPABILITY_VERSION_3 = 0x2008_0522; // linux/capability.h
    private static final int P_PID = 1; // linux/wait.h, as the following
    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int CLD_EXITED = 1; // asm-generic/siginfo.h
    private static final short POLLIN = 1; // asm-generic/poll.h
    private static final int O_CLOEXEC = 0x8_0000; // asm-generic/fcntl.h, as the following
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int S_IFCHR = 0x2000; // linux/stat.h
    private static final long TCGETS = 0x5401; // asm-generic/ioctls.h, as the following
    private static final long TCSETS = 0x5402;
    private static final long TIOCGWINSZ = 0x5413;
    private static final long TIOCSWINSZ = 0x5414;
    private static final long SIOCGIFFLAGS = 0x8913; // linux/sockios.h, as the following
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final int IFF_UP = 1; // linux/if.h

    private final Recorder recorder;

    SystemLinux(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Linux recordedBy(Recorder other) {
        return new SystemLinux(other);
    }

    @Override
    public void unshare(Set<CloneFlag> namespaces) {
        run(
                call("unshare", argument("flags", CloneFlag.value(namespaces))),
                () -> LIBC.unshare(CloneFlag.mask(namespaces)));
    }

    @Override
    public void joinNamespaces(int pidfd, Set<CloneFlag> namespaces) {
        run(
                call("setns", whole("fd", pidfd), argument("nstype", CloneFlag.value(namespaces))),
                () -> LIBC.setns(pidfd, CloneFlag.mask(namespaces)));
    }

    @Override
    public void joinNamespace(int fd, CloneFlag namespace) {
        joinNamespaces(fd, Set.of(namespace));
    }

    @Override
    public void mount(MountRequest request) {
        run(
                call(
                        "mount",
                        text("source", request.source()),
                        text("target", request.target()),
                        text("filesystemtype", request.type()),
                        argument("mountflags", MountFlag.value(request.flags())),
                        text("data", request.data())),
                () -> LIBC.mount(
                        orNull(request.source()),
                        request.target(),
                        orNull(request.type()),
                        MountFlag.mask(request.flags()),
                        orNull(request.data())));
    }

    @Override
    public void detach(String target) {
        run(
                call("umount2", text("target", target), flags("flags", "MNT_DETACH")),
                () -> LIBC.umount2(target, MNT_DETACH));
    }

    @Override
    public int copyMount(String path) {
        return (int) run(
                call(
                        "open_tree",
                        symbol("dirfd", "AT_FDCWD"),
                        text("pathname", path),
                        flags("flags", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")),
                () -> LIBC.syscall(number(CallNumber.OPEN_TREE), AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC));
    }

    @Override
    public void mapOwners(int mount, int userNamespace) {
        // struct mount_attr { __u64 attr_set, attr_clr, propagation, userns_fd; }; linux/mount.h.
        Pointer attributes = Memory.allocateDirect(RUNTIME, (int) MOUNT_ATTR_SIZE, true);
        attributes.putLong(0, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_IDMAP);
        attributes.putLong(24, userNamespace);
        run(
                call(
                        "mount_setattr",
                        whole("dirfd", mount),
                        argument("pathname", new ArgumentValue.Text("", false)),
                        flags("flags", "AT_EMPTY_PATH"),
                        flags(
                                "attr_set",
                                "MOUNT_ATTR_RDONLY",
                                "MOUNT_ATTR_NOSUID",
                                "MOUNT_ATTR_NODEV",
                                "MOUNT_ATTR_IDMAP"),
                        whole("userns_fd", userNamespace)),
                () -> LIBC.syscall(
                        number(CallNumber.MOUNT_SETATTR), mount, "", AT_EMPTY_PATH, attributes, MOUNT_ATTR_SIZE));
    }

    @Override
    public void attachMount(int mount, String target) {
        run(
                call(
                        "move_mount",
                        whole("from_dirfd", mount),
                        argument("from_pathname", new ArgumentValue.Text("", false)),
                        symbol("to_dirfd", "AT_FDCWD"),
                        text("to_pathname", target),
                        flags("flags", "MOVE_MOUNT_F_EMPTY_PATH")),
                () -> LIBC.syscall(
                        number(CallNumber.MOVE_MOUNT), mount, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH));
    }

    @Override
    public void pivotRoot(String newRoot, String oldRoot) {
        run(
                call("pivot_root", text("new_root", newRoot), text("put_old", oldRoot)),
                () -> LIBC.syscall(number(CallNumber.PIVOT_ROOT), newRoot, oldRoot));
    }

    @Override
    public void changeRoot(String path) {
        run(call("chroot", text("path", path)), () -> LIBC.chroot(path));
    }

    @Override
    public void changeDirectory(String path) {
        run(call("chdir", text("path", path)), () -> LIBC.chdir(path));
    }

    @Override
    public void setHostName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        run(
                call("sethostname", text("name", name), whole("len", bytes.length)),
                () -> LIBC.sethostname(bytes, bytes.length));
    }

    @Override
    public void dropFromBoundingSet(Capability capability) {
        run(
                call("prctl", symbol("op", "PR_CAPBSET_DROP"), symbol("arg2", capability.name())),
                () -> LIBC.prctl(PR_CAPBSET_DROP, capability.number(), 0, 0, 0));
    }

    @Override
    public void setCapabilities(Set<Capability> effective, Set<Capability> permitted, Set<Capability> inheritable) {
        Pointer header = Memory.allocateDirect(RUNTIME, 8);
        header.putInt(0, CAPABILITY_VERSION_3);
        header.putInt(4, 0);
        Pointer data = Memory.allocateDirect(RUNTIME, 24);
        long[] masks = {Capability.maskOf(effective), Capability.maskOf(permitted), Capability.maskOf(inheritable)};
        for (int half = 0; half < 2; half++) {
            for (int set = 0; set < masks.length; set++) {
                data.putInt(12L * half + 4L * set, (int) (masks[set] >>> (32 * half)));
            }
        }
        run(
                call(
                        "capset",
                        capabilities("effective", effective),
                        capabilities("permitted", permitted),
                        capabilities("inheritable", inheritable)),
                () -> LIBC.syscall(number(CallNumber.CAPSET), header.address(), data.address()));
    }

    @Override
    public void setNoNewPrivileges() {
        run(
                call("prctl", symbol("op", "PR_SET_NO_NEW_PRIVS"), whole("arg2", 1)),
                () -> LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    }

    @Override
    public void setDumpable(boolean dumpable) {
        run(
                call("prctl", symbol("op", "PR_SET_DUMPABLE"), whole("arg2", dumpable ? 1 : 0)),
                () -> LIBC.prctl(PR_SET_DUMPABLE, dumpable ? 1 : 0, 0, 0, 0));
    }

    @Override
    public void setParentDeathSignal(int signal) {
        run(
                call("prctl", symbol("op", "PR_SET_PDEATHSIG"), whole("arg2", signal)),
                () -> LIBC.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0));
    }

    @Override
    public void installFilter(byte[] program) {
        int instructions = program.length / 8;
        Pointer filter = Memory.allocateDirect(RUNTIME, program.length);
        filter.put(0, program, 0, program.length);
        // struct sock_fprog { unsigned short len; struct sock_filter *filter; }: the pointer is aligned to 8.
        Pointer description = Memory.allocateDirect(RUNTIME, 16);
        description.putShort(0, (short) instructions);
        description.putAddress(8, filter.address());
        run(
                call(
                        "seccomp",
                        symbol("operation", "SECCOMP_SET_MODE_FILTER"),
                        whole("flags", 0),
                        argument("args", new ArgumentValue.Symbol("{len=" + instructions + "}"))),
                () -> LIBC.syscall(number(CallNumber.SECCOMP), SECCOMP_SET_MODE_FILTER, 0, description));
    }

    @Override
    public void setGroups(int... groups) {
        Pointer list = Memory.allocateDirect(RUNTIME, Math.max(4, 4 * groups.length));
        List<String> names = new ArrayList<>();
        for (int index = 0; index < groups.length; index++) {
            list.putInt(4L * index, groups[index]);
            names.add(Integer.toString(groups[index]));
        }
        run(
                call(
                        "setgroups",
                        whole("size", groups.length),
                        argument("list", new ArgumentValue.Symbol(names.toString()))),
                () -> LIBC.syscall(number(CallNumber.SETGROUPS), groups.length, list.address()));
    }

    @Override
    public void setGroup(int group) {
        run(
                call("setresgid", whole("rgid", group), whole("egid", group), whole("sgid", group)),
                () -> LIBC.syscall(number(CallNumber.SETRESGID), group, group, group));
    }

    @Override
    public void setUser(int user) {
        run(
                call("setresuid", whole("ruid", user), whole("euid", user), whole("suid", user)),
                () -> LIBC.syscall(number(CallNumber.SETRESUID), user, user, user));
    }

    @Override
    public void limit(int pid, Resource resource, long soft, long hard) {
        run(
                call(
                        "prlimit64",
                        whole("pid", pid),
                        symbol("resource", "RLIMIT_" + resource.name()),
                        argument("new_limit", new ArgumentValue.Symbol("{" + soft + ", " + hard + "}"))),
                () -> LIBC.prlimit(pid, resource.number(), new long[] {soft, hard}, null));
    }

    @Override
    public Pipe pipe() {
        int[] ends = new int[2];
        run(call("pipe2", flags("flags", "O_CLOEXEC")), () -> LIBC.pipe2(ends, O_CLOEXEC));
        return new Pipe(ends[0], ends[1]);
    }

    @Override
    public int open(String path, int flags) {
        return (int) run(
                call("open", text("pathname", path), argument("flags", new ArgumentValue.Flags(List.of(), flags))),
                () -> LIBC.open(path, flags | O_CLOEXEC, 0600));
    }

    @Override
    public void close(int fd) {
        run(call("close", whole("fd", fd)), () -> LIBC.close(fd));
    }

    @Override
    public int read(int fd, byte[] buffer) {
        return (int) quietly(
                () -> call("read", whole("fd", fd), whole("count", buffer.length)),
                () -> LIBC.read(fd, buffer, buffer.length));
    }

    @Override
    public void write(int fd, byte[] bytes, int length) {
        int written = 0;
        while (written < length) {
            byte[] rest = written == 0 ? bytes : Arrays.copyOfRange(bytes, written, length);
            int count = length - written;
            written += (int) quietly(
                    () -> call("write", whole("fd", fd), whole("count", count)), () -> LIBC.write(fd, rest, count));
        }
    }

    @Override
    public boolean[] awaitReadable(int timeoutMillis, int... fds) {
        // struct pollfd { int fd; short events; short revents; }, as shorts in native order.
        short[] entries = new short[4 * fds.length];
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int index = 0; index < fds.length; index++) {
            entries[4 * index + (little ? 0 : 1)] = (short) fds[index];
            entries[4 * index + (little ? 1 : 0)] = (short) (fds[index] >>> 16);
            entries[4 * index + 2] = POLLIN;
        }
        quietly(
                () -> call("poll", whole("nfds", fds.length), whole("timeout", timeoutMillis)),
                () -> LIBC.poll(entries, fds.length, timeoutMillis));
        boolean[] ready = new boolean[fds.length];
        for (int index = 0; index < fds.length; index++) {
            ready[index] = entries[4 * index + 3] != 0;
        }
        return ready;
    }

    @Override
    public void makeFifo(String path, int mode) {
        run(call("mkfifo", text("pathname", path), whole("mode", mode)), () -> LIBC.mkfifo(path, mode));
    }

    @Override
    public void makeCharacterDevice(String path, int mode, int major, int minor) {
        long device = ((long) (major & 0xfff) << 8) | (minor & 0xff);
        run(
                call(
                        "mknod",
                        text("pathname", path),
                        flags("mode", "S_IFCHR"),
                        symbol("dev", "makedev(" + major + ", " + minor + ")")),
                () -> LIBC.mknod(path, S_IFCHR | mode, device));
    }

    @Override
    public void makeDirectory(String path, int mode) {
        run(
                call("mkdir", text("pathname", path), symbol("mode", "0" + Integer.toOctalString(mode))),
                () -> LIBC.mkdir(path, mode));
    }

    @Override
    public void removeDirectory(String path) {
        run(call("rmdir", text("pathname", path)), () -> LIBC.rmdir(path));
    }

    @Override
    public void tell(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SyscallCall open = call(
                "openat", symbol("dirfd", "AT_FDCWD"), text("pathname", path), flags("flags", "O_WRONLY", "O_CLOEXEC"));
        int fd = (int) run(open, () -> LIBC.open(path, O_WRONLY | O_CLOEXEC, 0));
        try {
            run(
                    call("write", whole("fd", fd), text("buf", text), whole("count", bytes.length)),
                    () -> LIBC.write(fd, bytes, bytes.length));
        } finally {
            close(fd);
        }
    }

    @Override
    public void setTimes(String path, Instant time) {
        // struct timespec[2]: access and modification, in seconds and nanoseconds.
        long seconds = time.getEpochSecond();
        long[] times = {seconds, time.getNano(), seconds, time.getNano()};
        run(
                call(
                        "utimensat",
                        symbol("dirfd", "AT_FDCWD"),
                        text("pathname", path),
                        symbol("times", time.toString()),
                        flags("flags", "AT_SYMLINK_NOFOLLOW")),
                () -> LIBC.utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW));
    }

    @Override
    public FileUse use(String path) {
        return use(path, AT_SYMLINK_NOFOLLOW);
    }

    @Override
    public FileUse useOfTarget(String link) {
        return use(link, 0);
    }

    private static FileUse use(String path, int flags) {
        byte[] structure = new byte[FileUse.STRUCTURE_BYTES];
        quietly(
                () -> call("statx", symbol("dirfd", "AT_FDCWD"), text("pathname", path)),
                () -> LIBC.syscall(number(CallNumber.STATX), AT_FDCWD, path, flags, FileUse.WANTED, structure));
        return FileUse.parse(structure);
    }

    @Override
    public void changeOwner(String path, int user, int group) {
        run(
                call("lchown", text("pathname", path), whole("owner", user), whole("group", group)),
                () -> LIBC.lchown(path, user, group));
    }

    @Override
    public void kill(int pid, int signal) {
        run(call("kill", whole("pid", pid), symbol("sig", Signals.nameOf(signal))), () -> LIBC.kill(pid, signal));
    }

    @Override
    public int openProcess(int pid) {
        return (int) run(
                call("pidfd_open", whole("pid", pid), whole("flags", 0)),
                () -> LIBC.syscall(number(CallNumber.PIDFD_OPEN), pid, 0));
    }

    @Override
    public void signal(int pidfd, int signal) {
        run(
                call("pidfd_send_signal", whole("pidfd", pidfd), symbol("sig", Signals.nameOf(signal))),
                () -> LIBC.syscall(number(CallNumber.PIDFD_SEND_SIGNAL), pidfd, signal, 0, 0));
    }

    @Override
    public int copyDescriptor(int pidfd, int fd) {
        return (int) run(
                call("pidfd_getfd", whole("pidfd", pidfd), whole("targetfd", fd)),
                () -> LIBC.syscall(number(CallNumber.PIDFD_GETFD), pidfd, fd, 0));
    }

    @Override
    public ExitStatus awaitExit(int pidfd) {
        Pointer information = Memory.allocateDirect(RUNTIME, 128, true);
        run(
                call("waitid", symbol("idtype", "P_PIDFD"), whole("id", pidfd), flags("options", "WEXITED")),
                () -> LIBC.waitid(P_PIDFD, pidfd, information, WEXITED));
        return status(information);
    }

    @Override
    public Optional<ExitStatus> reap(int pid) {
        Pointer information = Memory.allocateDirect(RUNTIME, 128, true);
        run(
                call("waitid", symbol("idtype", "P_PID"), whole("id", pid), flags("options", "WEXITED", "WNOHANG")),
                () -> LIBC.waitid(P_PID, pid, information, WEXITED | WNOHANG));
        return information.getInt(0) == 0 ? Optional.empty() : Optional.of(status(information));
    }

    /** siginfo_t of a SIGCHLD: si_code at 8, si_status at 24; asm-generic/siginfo.h, the same on both architectures. */
    private static ExitStatus status(Pointer information) {
        return new ExitStatus(information.getInt(24), information.getInt(8) != CLD_EXITED);
    }

    @Override
    public int threadId() {
        return (int) LIBC.syscall(number(CallNumber.GETTID));
    }

    @Override
    public int spawn(SpawnRequest request) {
        return new Spawner(LIBC, RUNTIME).spawn(request, recorder);
    }

    @Override
    public PseudoTerminal openTerminal() {
        int master = (int) run(
                call("posix_openpt", flags("flags", "O_RDWR", "O_NOCTTY")),
                () -> LIBC.posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
        run(call("grantpt", whole("fd", master)), () -> LIBC.grantpt(master));
        run(call("unlockpt", whole("fd", master)), () -> LIBC.unlockpt(master));
        byte[] name = new byte[128];
        run(call("ptsname_r", whole("fd", master)), () -> -Math.min(1, LIBC.ptsname_r(master, name, name.length)));
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return new PseudoTerminal(master, new String(name, 0, end, StandardCharsets.UTF_8));
    }

    @Override
    public void resizeTerminal(int fd, int columns, int rows) {
        Pointer size = Memory.allocateDirect(RUNTIME, 8, true);
        size.putShort(0, (short) rows);
        size.putShort(2, (short) columns);
        run(call("ioctl", whole("fd", fd), symbol("op", "TIOCSWINSZ")), () -> LIBC.ioctl(fd, TIOCSWINSZ, size));
    }

    @Override
    public TerminalSize terminalSize(int fd) {
        Pointer size = Memory.allocateDirect(RUNTIME, 8, true);
        run(call("ioctl", whole("fd", fd), symbol("op", "TIOCGWINSZ")), () -> LIBC.ioctl(fd, TIOCGWINSZ, size));
        return new TerminalSize(size.getShort(2) & 0xffff, size.getShort(0) & 0xffff);
    }

    @Override
    public byte[] makeTerminalRaw(int fd) {
        Pointer settings = Memory.allocateDirect(RUNTIME, TerminalSettings.BYTES, true);
        run(call("ioctl", whole("fd", fd), symbol("op", "TCGETS")), () -> LIBC.ioctl(fd, TCGETS, settings));
        byte[] former = new byte[TerminalSettings.BYTES];
        settings.get(0, former, 0, former.length);
        setTerminal(fd, TerminalSettings.raw(former));
        return former;
    }

    @Override
    public void setTerminal(int fd, byte[] settings) {
        Pointer memory = Memory.allocateDirect(RUNTIME, TerminalSettings.BYTES, true);
        memory.put(0, settings, 0, TerminalSettings.BYTES);
        run(call("ioctl", whole("fd", fd), symbol("op", "TCSETS")), () -> LIBC.ioctl(fd, TCSETS, memory));
    }

    @Override
    public boolean isTerminal(int fd) {
        return LIBC.ioctl(fd, TCGETS, Memory.allocateDirect(RUNTIME, 128)) == 0;
    }

    @Override
    public void bringInterfaceUp(String name) {
        // struct ifreq: the name in 16 bytes, then ifr_flags; linux/if.h.
        Pointer request = Memory.allocateDirect(RUNTIME, 40, true);
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        request.put(0, bytes, 0, Math.min(15, bytes.length));
        int socket = (int) run(
                call("socket", symbol("domain", "AF_INET"), symbol("type", "SOCK_DGRAM"), whole("protocol", 0)),
                () -> LIBC.socket(2, 2 | O_CLOEXEC, 0));
        try {
            run(
                    call("ioctl", whole("fd", socket), symbol("op", "SIOCGIFFLAGS"), text("name", name)),
                    () -> LIBC.ioctl(socket, SIOCGIFFLAGS, request));
            request.putShort(16, (short) (request.getShort(16) | IFF_UP));
            run(
                    call("ioctl", whole("fd", socket), symbol("op", "SIOCSIFFLAGS"), text("name", name)),
                    () -> LIBC.ioctl(socket, SIOCSIFFLAGS, request));
        } finally {
            LIBC.close(socket);
        }
    }

    private static long number(CallNumber call) {
        return call.on(ARCHITECTURE);
    }

    private long run(SyscallCall call, LongSupplier invocation) {
        while (true) {
            long start = System.nanoTime();
            long result = invocation.getAsLong();
            int error = result == -1 ? LastError.getLastError(RUNTIME) : 0;
            long duration = System.nanoTime() - start;
            if (error == Errno.EINTR.number()) {
                continue;
            }
            if (result == -1) {
                Errno errno = Errno.of(error);
                recorder.record(
                        call, start, duration, new Outcome.Failed(errno.number(), errno.name(), errno.message()));
                throw new SyscallException(call, errno);
            }
            recorder.record(call, start, duration, new Outcome.Returned(result));
            return result;
        }
    }

    /**
     * Reading, writing and polling are too many to record and teach nothing; they are described only when they fail.
     */
    private static long quietly(Supplier<SyscallCall> call, LongSupplier invocation) {
        while (true) {
            long result = invocation.getAsLong();
            if (result != -1) {
                return result;
            }
            int error = LastError.getLastError(RUNTIME);
            if (error != Errno.EINTR.number()) {
                throw new SyscallException(call.get(), Errno.of(error));
            }
        }
    }

    private static SyscallCall call(String name, Argument... arguments) {
        return new SyscallCall(name, List.of(arguments));
    }

    private static Argument argument(String name, ArgumentValue value) {
        return new Argument(name, value);
    }

    private static Argument text(String name, String value) {
        return new Argument(
                name, value.isEmpty() ? new ArgumentValue.Address(0) : new ArgumentValue.Text(value, false));
    }

    private static Argument whole(String name, long value) {
        return new Argument(name, new ArgumentValue.Whole(value));
    }

    private static Argument symbol(String name, String value) {
        return new Argument(name, new ArgumentValue.Symbol(value));
    }

    private static Argument capabilities(String name, Set<Capability> set) {
        return new Argument(
                name,
                new ArgumentValue.Flags(
                        set.stream().sorted().map(Capability::name).toList(), 0));
    }

    private static Argument flags(String name, String... names) {
        return new Argument(name, new ArgumentValue.Flags(List.of(names), 0));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
