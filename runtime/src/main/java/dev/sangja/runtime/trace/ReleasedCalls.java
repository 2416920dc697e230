package dev.sangja.runtime.trace;

import dev.sangja.runtime.linux.CallNotifications;
import dev.sangja.runtime.linux.Linux;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the calls go on of processes that the tracer has let go of: their filters would make them fail without somebody
 * who listens. One thread for all of them, there once there is one. Safe for use by several threads.
 */
final class ReleasedCalls {
    private static final int MOST = 512;

    private final Linux linux;
    private final List<Integer> listeners = new ArrayList<>();
    private final Linux.Pipe wake;
    private boolean started;

    ReleasedCalls(Linux linux) {
        this.linux = linux;
        this.wake = linux.pipe();
    }

    synchronized boolean hasRoom() {
        return listeners.size() < MOST;
    }

    /** Listens to a filter from now on until nobody wears it, and closes the descriptor then. */
    synchronized void listen(int descriptor) {
        listeners.add(descriptor);
        if (!started) {
            started = true;
            Thread thread = new Thread(this::run, "released calls");
            thread.setDaemon(true);
            thread.start();
        }
        linux.write(wake.writeEnd(), new byte[1], 1);
    }

    private void run() {
        CallNotifications notifications = new CallNotifications();
        byte[] buffer = new byte[MOST];
        while (true) {
            List<Integer> descriptors = descriptors();
            List<CallNotifications.State> states = notifications.await(descriptors);
            if (states.get(0) == CallNotifications.State.CALLING) {
                linux.read(wake.readEnd(), buffer);
            }
            for (int index = 1; index < states.size(); index++) {
                switch (states.get(index)) {
                    case CALLING -> notifications.pass(descriptors.get(index));
                    case FORSAKEN -> forget(descriptors.get(index));
                    case QUIET -> {}
                }
            }
        }
    }

    private synchronized List<Integer> descriptors() {
        List<Integer> all = new ArrayList<>();
        all.add(wake.readEnd());
        all.addAll(listeners);
        return all;
    }

    private synchronized void forget(Integer descriptor) {
        listeners.remove(descriptor);
        linux.close(descriptor);
    }
}
