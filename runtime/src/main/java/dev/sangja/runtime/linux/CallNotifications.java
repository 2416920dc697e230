package dev.sangja.runtime.linux;

import java.util.List;
import java.util.stream.IntStream;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Hears of the calls at which a filter asks its listener, and lets all of them go on. Belongs to one thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp_unotify.2.html">seccomp_unotify(2)</a>
 */
public final class CallNotifications {
    private static final long RECEIVE = 0xc050_2100L; // SECCOMP_IOCTL_NOTIF_ of linux/seccomp.h
    private static final long SEND = 0xc018_2101L;
    private static final int NOTIFICATION = 80; // struct seccomp_notif
    private static final int RESPONSE = 24; // struct seccomp_notif_resp
    private static final int GO_ON = 1; // SECCOMP_USER_NOTIF_FLAG_CONTINUE, Linux 5.5

    private final Pointer notification = Memory.allocateDirect(Runtime.getSystemRuntime(), NOTIFICATION, true);
    private final Pointer response = Memory.allocateDirect(Runtime.getSystemRuntime(), RESPONSE, true);

    /** What a listener's descriptor is good for at the moment. */
    public enum State {
        QUIET,
        /** A call waits. */
        CALLING,
        /** Nobody wears the filter any more; Linux 5.9. */
        FORSAKEN
    }

    /** Waits until one of those descriptors is more than quiet. */
    public List<State> await(List<Integer> descriptors) {
        PollSet set =
                new PollSet(descriptors.stream().mapToInt(Integer::intValue).toArray());
        set.await(-1);
        return IntStream.range(0, descriptors.size())
                .mapToObj(index -> state(set.state(index)))
                .toList();
    }

    private static State state(short state) {
        if ((state & PollSet.READABLE) != 0) {
            return State.CALLING;
        }
        return (state & PollSet.HUNG_UP) != 0 ? State.FORSAKEN : State.QUIET;
    }

    /** Lets the call that waits go on. It may have been killed meanwhile: then there is nothing to do. */
    public void pass(int listener) {
        notification.setMemory(0, NOTIFICATION, (byte) 0); // else EINVAL
        if (SystemLinux.LIBC.ioctl(listener, RECEIVE, notification) == -1) {
            return;
        }
        response.setMemory(0, RESPONSE, (byte) 0);
        response.putLong(0, notification.getLong(0));
        response.putInt(20, GO_ON);
        SystemLinux.LIBC.ioctl(listener, SEND, response);
    }
}
