package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Recorder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel, as far as this project calls it.
 *
 * <p>Every method makes its call on the calling thread, records it with the recorder it was made with, and throws
 * {@link SyscallException} if the kernel refuses. Namespaces, mounts, root and working directory, credentials,
 * capabilities and seccomp filters belong to the calling <em>thread</em>: whoever changes them should be a thread that
 * ends soon. Descriptors are plain numbers, owned by the caller until {@link #close}.
 */
public interface Linux {
    /** The kernel of this computer. */
    static Linux system(Recorder recorder) {
        return new SystemLinux(recorder);
    }

    /** The same kernel, recorded elsewhere. */
    Linux recordedBy(Recorder recorder);

    /** Leaves namespaces for new ones; unshare(2). CLONE_NEWUSER and a threaded process: EINVAL. */
    void unshare(Set<CloneFlag> namespaces);

    /** Joins the given namespaces of the process that a pidfd names; setns(2), Linux 5.8. */
    void joinNamespaces(int pidfd, Set<CloneFlag> namespaces);

    /** Joins the one namespace that a descriptor of {@code /proc/PID/ns/*} names; setns(2). */
    void joinNamespace(int fd, CloneFlag namespace);

    /** mount(2). */
    void mount(MountRequest request);

    /** Detaches a mount at once and cleans up when nobody uses it any more; umount2(2) with MNT_DETACH. */
    void detach(String target);

    /** A copy of the mount at that path, attached nowhere yet; open_tree(2) with OPEN_TREE_CLONE, Linux 5.2. */
    int copyMount(String path);

    /**
     * Makes an unattached mount read-only, and shows its files as owned by those to whom the user namespace maps their
     * owners; mount_setattr(2) with MOUNT_ATTR_IDMAP, Linux 5.12. EINVAL: the file system does not support it.
     */
    void mapOwners(int mount, int userNamespace);

    /** Attaches a mount in the calling thread's mount namespace; move_mount(2), Linux 5.2. */
    void attachMount(int mount, String target);

    /** Moves the root mount to {@code oldRoot} and makes {@code newRoot} the root; pivot_root(2). */
    void pivotRoot(String newRoot, String oldRoot);

    /** chroot(2). */
    void changeRoot(String path);

    /** chdir(2), of the calling thread once it has unshared its mounts. */
    void changeDirectory(String path);

    /** sethostname(2). */
    void setHostName(String name);

    /** Drops a capability from the bounding set for good; prctl(2) PR_CAPBSET_DROP. */
    void dropFromBoundingSet(Capability capability);

    /** Sets the effective, permitted and inheritable sets of the calling thread; capset(2). */
    void setCapabilities(Set<Capability> effective, Set<Capability> permitted, Set<Capability> inheritable);

    /** Forbids execve(2) to grant privileges from now on; prctl(2) PR_SET_NO_NEW_PRIVS. */
    void setNoNewPrivileges();

    /** Decides whether others may inspect this process; prctl(2) PR_SET_DUMPABLE. */
    void setDumpable(boolean dumpable);

    /** Asks for a signal when the parent ends; prctl(2) PR_SET_PDEATHSIG. */
    void setParentDeathSignal(int signal);

    /**
     * Installs a seccomp filter for the calling thread; seccomp(2) SECCOMP_SET_MODE_FILTER.
     *
     * @param program an array of {@code struct sock_filter}, 8 bytes each, in native byte order
     */
    void installFilter(byte[] program);

    /** setgroups(2), for the calling thread only. */
    void setGroups(int... groups);

    /** setresgid(2) with the same id three times, for the calling thread only. */
    void setGroup(int group);

    /** setresuid(2) with the same id three times, for the calling thread only. */
    void setUser(int user);

    /** Limits a resource of a process; prlimit(2). Process 0 is the calling one. */
    void limit(int pid, Resource resource, long soft, long hard);

    /** Makes a pipe whose ends close on exec; pipe2(2). */
    Pipe pipe();

    /** open(2), closing on exec; the flags are those of {@code asm-generic/fcntl.h}. */
    int open(String path, int flags);

    void close(int fd);

    /** At most the buffer's length; 0 at the end; read(2). Restarts when interrupted. */
    int read(int fd, byte[] buffer);

    /** Writes all of it; write(2). */
    void write(int fd, byte[] bytes, int length);

    /** Waits until one of the descriptors can be read or has hung up; poll(2). The timeout is in milliseconds. */
    boolean[] awaitReadable(int timeoutMillis, int... fds);

    /** mkfifo(3). */
    void makeFifo(String path, int mode);

    /** A character device; mknod(2). 0:0 is overlayfs's whiteout and may be made in a user namespace. */
    void makeCharacterDevice(String path, int mode, int major, int minor);

    /** mkdir(2). */
    void makeDirectory(String path, int mode);

    /** rmdir(2). */
    void removeDirectory(String path);

    /**
     * Writes the text to a file of a kernel file system (cgroups(7), proc(5)) in one write, which such a file takes as
     * one command: openat(2) for writing, write(2), close(2), each recorded.
     */
    void tell(String path, String text);

    /** Sets access and modification time, of a symbolic link itself too; utimensat(2) with AT_SYMLINK_NOFOLLOW. */
    void setTimes(String path, Instant time);

    /**
     * What a path occupies, without following a link; statx(2), Linux 4.11. It is asked in bulk, and so never recorded.
     */
    FileUse use(String path);

    /** The same of what a link leads to, such as one in {@code /proc/PID/fd}. */
    FileUse useOfTarget(String link);

    /** lchown(2). */
    void changeOwner(String path, int user, int group);

    /** kill(2). */
    void kill(int pid, int signal);

    /** A descriptor of a process; pidfd_open(2), Linux 5.3. */
    int openProcess(int pid);

    /** pidfd_send_signal(2), Linux 5.1. */
    void signal(int pidfd, int signal);

    /** A copy of another process's descriptor; pidfd_getfd(2), Linux 5.6. */
    int copyDescriptor(int pidfd, int fd);

    /** Waits for a child of this process to end, and reaps it; waitid(2) with P_PIDFD, Linux 5.4. */
    ExitStatus awaitExit(int pidfd);

    /** Reaps a child if it has ended; waitid(2) with P_PID and WNOHANG. */
    Optional<ExitStatus> reap(int pid);

    /** The calling thread's id as this process's PID namespace counts it; gettid(2). */
    int threadId();

    /** Makes a child; posix_spawn(3). Returns its id in the calling process's PID namespace. */
    int spawn(SpawnRequest request);

    /** A new pseudo-terminal of the calling thread's mount namespace; pty(7). */
    PseudoTerminal openTerminal();

    /** Tells a terminal its size; ioctl_tty(2) TIOCSWINSZ. */
    void resizeTerminal(int fd, int columns, int rows);

    /** How large a terminal is; ioctl_tty(2) TIOCGWINSZ. A terminal that was never told has no columns and no rows. */
    TerminalSize terminalSize(int fd);

    /**
     * Puts a terminal in raw mode, so that every byte passes as it is; ioctl_tty(2) TCSETS, termios(3) "Raw mode".
     *
     * @return what its settings were, for {@link #setTerminal}
     */
    byte[] makeTerminalRaw(int fd);

    /** Gives a terminal its former settings; ioctl_tty(2) TCSETS. */
    void setTerminal(int fd, byte[] settings);

    /** Whether the descriptor is a terminal; ioctl_tty(2) TCGETS. */
    boolean isTerminal(int fd);

    /** Brings a network interface up; netdevice(7) SIOCSIFFLAGS. */
    void bringInterfaceUp(String name);

    /** A terminal's size in character cells. */
    record TerminalSize(int columns, int rows) {}

    /** The two ends of a pipe. */
    record Pipe(int readEnd, int writeEnd) {}

    /** The master's descriptor and the slave's path. */
    record PseudoTerminal(int master, String slave) {}
}
