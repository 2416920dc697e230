package dev.sangja.runtime.linux;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.Out;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import jnr.ffi.types.u_int64_t;
import org.jspecify.annotations.Nullable;

/**
 * The C library's functions as C declares them. Nobody but {@link SystemLinux} and {@link Ptrace} sees it. jnr-ffi
 * saves errno for every call; it may be read only after a call that returned -1, on the same thread, before the next
 * call.
 *
 * <p>The interface itself is public because jnr-ffi implements it from another class loader; the class around it is
 * what keeps it from other packages.
 */
final class LibC {
    private LibC() {}

    /** The functions. */
    public interface Calls {
        int unshare(int flags);

        int setns(int fd, int type);

        int mount(
                @Nullable String source,
                String target,
                @Nullable String type,
                @u_int64_t long flags,
                @Nullable String data);

        int umount2(String target, int flags);

        int sethostname(byte[] name, @size_t long length);

        int chdir(String path);

        int chroot(String path);

        int pipe2(int[] descriptors, int flags);

        int open(String path, int flags, int mode);

        int close(int fd);

        int fcntl(int fd, int command, long argument);

        @ssize_t
        long read(int fd, byte[] buffer, @size_t long length);

        @ssize_t
        long write(int fd, byte[] buffer, @size_t long length);

        int poll(short[] descriptors, long count, int timeout);

        int mkdir(String path, int mode);

        int rmdir(String path);

        int mkfifo(String path, int mode);

        int mknod(String path, int mode, long device);

        int utimensat(int directory, String path, long[] times, int flags);

        int lchown(String path, int uid, int gid);

        int kill(int pid, int signal);

        int prctl(int option, long second, long third, long fourth, long fifth);

        int ioctl(int fd, long request, Pointer argument);

        int waitid(int kind, int id, Pointer information, int options);

        int prlimit(int pid, int resource, long[] newLimit, @Nullable Pointer oldLimit);

        int posix_openpt(int flags);

        int grantpt(int fd);

        int unlockpt(int fd);

        int ptsname_r(int fd, byte[] buffer, @size_t long length);

        int socket(int domain, int type, int protocol);

        int posix_spawn(
                Pointer pid,
                String path,
                Pointer fileActions,
                Pointer attributes,
                Pointer arguments,
                Pointer environment);

        int posix_spawn_file_actions_init(Pointer fileActions);

        int posix_spawn_file_actions_destroy(Pointer fileActions);

        int posix_spawn_file_actions_addopen(Pointer fileActions, int fd, String path, int flags, int mode);

        int posix_spawn_file_actions_adddup2(Pointer fileActions, int fd, int target);

        int posix_spawn_file_actions_addclosefrom_np(Pointer fileActions, int from);

        int posix_spawn_file_actions_addchdir_np(Pointer fileActions, String path);

        int posix_spawnattr_init(Pointer attributes);

        int posix_spawnattr_destroy(Pointer attributes);

        int posix_spawnattr_setflags(Pointer attributes, short flags);

        int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

        int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

        int sigfillset(Pointer signals);

        int sigemptyset(Pointer signals);

        int sigdelset(Pointer signals, int signal);

        long syscall(long number);

        long syscall(long number, long first);

        long syscall(long number, long first, long second);

        long syscall(long number, long first, long second, long third);

        long syscall(long number, long first, long second, long third, long fourth);

        // No overload takes six longs: jnr-ffi 2.3.4 loses the last of them on x86-64.
        long syscall(long number, String first, String second);

        long syscall(long number, long first, String second, long third);

        long syscall(long number, long first, String second, long third, Pointer fourth, long fifth);

        long syscall(long number, long first, String second, long third, String fourth, long fifth);

        long syscall(long number, long first, String second, long third, long fourth, @Out byte[] fifth);

        long syscall(long number, long first, long second, Pointer third);
    }
}
