package dev.sangja.runtime.network;

import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import java.util.Optional;

/**
 * Asks the kernel for changes of one network namespace: that which its maker was in. It stays with that namespace
 * whatever thread uses it, and keeps it alive until closed. Safe for use by several threads; they take turns.
 */
public final class RouteSocket implements AutoCloseable {
    private static final int LONGEST_ANSWER = 16 * 1024;

    private final Linux linux;
    private final int socket;
    private final byte[] answer = new byte[LONGEST_ANSWER];
    private int sequence;

    private RouteSocket(Linux linux, int socket) {
        this.linux = linux;
        this.socket = socket;
    }

    /** One for the network namespace of the calling thread. */
    public static RouteSocket open(Linux linux) {
        return new RouteSocket(linux, linux.openRouteSocket());
    }

    /**
     * Has it done.
     *
     * @param recorded the port that it is recorded with
     * @throws RouteException if the kernel refuses
     */
    public void request(Linux recorded, RouteMessage message) {
        Acknowledgement acknowledgement = ask(recorded, message);
        acknowledgement.refusal().ifPresent(errno -> {
            throw new RouteException(message, errno, acknowledgement.explanation());
        });
    }

    /** The number of the interface of that name, if there is one. */
    public Optional<Integer> find(String name) {
        RouteMessage question = new RouteMessage.FindLink(name);
        Acknowledgement answered = ask(linux, question);
        if (answered.refusal().isPresent()) {
            if (answered.refusal().get().equals(Errno.ENODEV)) {
                return Optional.empty();
            }
            throw new RouteException(question, answered.refusal().get(), answered.explanation());
        }
        return Optional.of(answered.index());
    }

    private synchronized Acknowledgement ask(Linux recorded, RouteMessage message) {
        sequence++;
        recorded.sendRoute(socket, message.encode(sequence), message.meaning());
        while (true) {
            int length = linux.read(socket, answer);
            Optional<Acknowledgement> found = Acknowledgement.decode(answer, length);
            // An answer that came too late for an earlier request is nobody's.
            if (found.isPresent() && found.get().sequence() == sequence) {
                return found.get();
            }
        }
    }

    @Override
    public void close() {
        linux.close(socket);
    }
}
