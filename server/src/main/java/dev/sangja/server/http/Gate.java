package dev.sangja.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What every request passes before anybody reads it: the headers against abuse of a browser, and the limits. */
final class Gate {
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    /** Scripts are files of ours and nothing else; editor and terminal set styles of their own. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final boolean onlyThisComputer;
    private final RateLimit requests = new RateLimit(100, 400, System::nanoTime);

    /**
     * @param onlyThisComputer whether the server listens on a loopback address, so that only its own names are right
     */
    Gate(boolean onlyThisComputer) {
        this.onlyThisComputer = onlyThisComputer;
    }

    void register(RoutesConfig routes) {
        routes.before(request -> {
            protect(request);
            admit(request);
        });
        routes.wsBeforeUpgrade(this::admit);
    }

    private void admit(Context request) {
        checkHost(request);
        checkOrigin(request);
        if (!requests.allow(request.ip())) {
            throw new ProblemException(ProblemKind.TOO_MANY_REQUESTS);
        }
    }

    private static void protect(Context request) {
        request.header("Content-Security-Policy", CONTENT_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** A foreign name that was made to point here (DNS rebinding) would make a foreign page one of ours. */
    private void checkHost(Context request) {
        if (onlyThisComputer
                && !isThisComputer(hostName(Optional.ofNullable(request.host()).orElse("")))) {
            throw new ProblemException(ProblemKind.HOST_UNKNOWN);
        }
    }

    private static void checkOrigin(Context request) {
        Optional<String> origin = Optional.ofNullable(request.header("Origin"));
        if (origin.isPresent() && !authority(origin.get()).equals(request.host())) {
            throw new ProblemException(ProblemKind.ORIGIN_FOREIGN);
        }
        boolean changes = !READING.contains(request.method());
        if (changes
                && Visitors.hasCookie(request)
                && !Visitors.hasBearer(request)
                && !"1".equals(request.header("X-Sangja"))) {
            throw new ProblemException(ProblemKind.HEADER_MISSING);
        }
    }

    private static String authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    static String hostName(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    static boolean isThisComputer(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
