package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.util.Optional;

/** What successful calls change of a process's watched files and root. */
final class FileEffects {
    private static final int O_CLOEXEC = 0x8_0000; // asm-generic/fcntl.h, as the following
    private static final int F_DUPFD = 0;
    private static final int F_SETFD = 2;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int FD_CLOEXEC = 1;
    private static final int AF_NETLINK = 16; // linux/socket.h
    private static final int NETLINK_ROUTE = 0; // linux/netlink.h
    private static final int CLOSE_RANGE_CLOEXEC = 4; // linux/close_range.h

    private final KnownCalls known;
    private final ProcDirectory proc;

    FileEffects(KnownCalls known, ProcDirectory proc) {
        this.known = known;
        this.proc = proc;
    }

    void apply(Tracee tracee, OpenCall call, long result) {
        int number = call.entry().number();
        WatchedFiles files = tracee.files();
        if (known.isOpen(number)) {
            call.call().ifPresent(decoded -> opened(tracee, decoded, (int) result));
        } else if (number == known.socket) {
            if (call.argument(0) == AF_NETLINK && call.argument(2) == NETLINK_ROUTE) {
                files.openedRouting((int) result, (call.argument(1) & O_CLOEXEC) != 0); // SOCK_CLOEXEC is O_CLOEXEC
            }
        } else if (number == known.chroot) {
            tracee.rootChanged();
        } else if (!files.isEmpty()) {
            descriptorChanged(files, call, (int) result);
        }
    }

    /** The path that a call opens. */
    static Optional<String> pathIn(SyscallCall call) {
        return call.argument("pathname")
                .filter(ArgumentValue.Text.class::isInstance)
                .map(path -> ((ArgumentValue.Text) path).value());
    }

    private void opened(Tracee tracee, SyscallCall call, int fd) {
        Optional<String> written = pathIn(call);
        // A path from some directory is rare; only then is it worth asking what was opened.
        Optional<String> path = written.filter(name -> name.startsWith("/")).or(() -> proc.link(tracee.thread(), fd));
        boolean reads = call.argument("flags")
                .filter(ArgumentValue.Flags.class::isInstance)
                .map(flags -> ((ArgumentValue.Flags) flags).names())
                .filter(names -> names.contains("O_RDONLY"))
                .isPresent();
        boolean closes = call.argument("flags")
                .map(ArgumentValue::render)
                .filter(flags -> flags.contains("O_CLOEXEC"))
                .isPresent();
        if (!reads && path.filter(ControlFiles::isControl).isPresent()) {
            tracee.files().opened(fd, path.get(), closes);
        }
    }

    private void descriptorChanged(WatchedFiles files, OpenCall call, int result) {
        int number = call.entry().number();
        int first = (int) call.argument(0);
        if (number == known.close) {
            files.closed(first);
        } else if (number == known.closeRange) {
            if ((call.argument(2) & CLOSE_RANGE_CLOEXEC) == 0) {
                files.closedRange(first, call.argument(1) & 0xffff_ffffL);
            }
        } else if (number == known.dup || number == known.dup2) {
            files.duplicated(first, result, false);
        } else if (number == known.dup3) {
            files.duplicated(first, result, (call.argument(2) & O_CLOEXEC) != 0);
        } else if (number == known.fcntl) {
            switch ((int) call.argument(1)) {
                case F_DUPFD -> files.duplicated(first, result, false);
                case F_DUPFD_CLOEXEC -> files.duplicated(first, result, true);
                case F_SETFD -> files.closesOnExec(first, (call.argument(2) & FD_CLOEXEC) != 0);
                default -> {}
            }
        }
    }
}
