package dev.sangja.runtime.network;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.Errno;
import java.util.Locale;

/** A request that the kernel's network refused: which one, why, and how the kernel itself explains it. */
public final class RouteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RouteMessage request;
    private final transient Errno errno;
    private final String explanation;

    RouteException(RouteMessage request, Errno errno, String explanation) {
        super(requireNonNull(request, "request").meaning().render() + ": " + errno.name() + " ("
                + errno.message().toLowerCase(Locale.ROOT) + ")" + (explanation.isEmpty() ? "" : ": " + explanation));
        this.request = request;
        this.errno = errno;
        this.explanation = requireNonNull(explanation, "explanation");
    }

    public RouteMessage request() {
        return request;
    }

    public Errno errno() {
        return errno;
    }

    /** NLMSGERR_ATTR_MSG of linux/netlink.h; empty if the kernel said nothing. */
    public String explanation() {
        return explanation;
    }
}
