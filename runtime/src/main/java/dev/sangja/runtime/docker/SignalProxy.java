package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.container.Signal;
import java.util.Set;

/** Waits for a container whose client is joined to it, and passes on the signals that the client gets meanwhile. */
final class SignalProxy {
    /** SIGPIPE, SIGCHLD, SIGURG and SIGWINCH are the client's own affair. */
    private static final Set<Integer> OWN = Set.of(13, 17, 23, 28);

    private SignalProxy() {}

    static int await(Session session, ContainerRecord container, boolean forwards, Invocation call) {
        if (!forwards) {
            return session.await(call.cancellation());
        }
        SignalSource.Listening listening = call.context().signals().listen(signal -> forward(signal, container, call));
        try {
            return session.await(call.cancellation());
        } finally {
            listening.close();
        }
    }

    private static void forward(Signal signal, ContainerRecord container, Invocation call) {
        if (OWN.contains(signal.number())) {
            return;
        }
        try {
            call.operations().signal(container.id(), container.name(), signal);
        } catch (ContainerProblem ended) {
            // It has ended in the meantime, and with it whoever could take the signal.
        }
    }
}
