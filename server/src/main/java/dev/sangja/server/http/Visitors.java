package dev.sangja.server.http;

import dev.sangja.server.store.LearnerStore;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Says which learner a request comes from: by a bearer token, as scripts have it, or by the browser's cookie. */
final class Visitors {
    private static final String COOKIE = "sangja";
    private static final String BEARER = "Bearer ";
    private static final String KNOWN = "learner";

    private final LearnerStore learners;

    Visitors(LearnerStore learners) {
        this.learners = learners;
    }

    /** Whether the request shows a bearer token, which no foreign page can make a browser send. */
    static boolean hasBearer(Context request) {
        return Optional.ofNullable(request.header("Authorization"))
                .filter(value -> value.startsWith(BEARER))
                .isPresent();
    }

    static boolean hasCookie(Context request) {
        return request.cookie(COOKIE) != null;
    }

    /** The learner, who must be known. */
    UUID require(Context request) {
        return find(request).orElseThrow(() -> new ProblemException(ProblemKind.LEARNER_NEEDED));
    }

    /** The learner that opened this connection, who was required before it was upgraded. */
    UUID require(WsContext connection) {
        return tokenOf(
                        Optional.ofNullable(connection.header("Authorization")),
                        Optional.ofNullable(connection.cookie(COOKIE)))
                .flatMap(learners::find)
                .orElseThrow(() -> new ProblemException(ProblemKind.LEARNER_NEEDED));
    }

    Optional<UUID> find(Context request) {
        Optional<UUID> known = Optional.ofNullable(request.attribute(KNOWN));
        if (known.isPresent()) {
            return known;
        }
        Optional<String> token = tokenOf(
                Optional.ofNullable(request.header("Authorization")), Optional.ofNullable(request.cookie(COOKIE)));
        Optional<UUID> found = token.flatMap(learners::find);
        if (found.isEmpty() && hasBearer(request)) {
            throw new ProblemException(ProblemKind.TOKEN_UNKNOWN);
        }
        found.ifPresent(learner -> request.attribute(KNOWN, learner));
        return found;
    }

    /** The learner; a browser that comes for the first time becomes a new one and is given the cookie. */
    UUID welcome(Context request) {
        return find(request).orElseGet(() -> {
            LearnerStore.NewLearner learner = learners.create();
            Cookie cookie = new Cookie(COOKIE, learner.token());
            cookie.setMaxAge((int) Duration.ofDays(400).toSeconds());
            cookie.setHttpOnly(true);
            cookie.setSameSite(SameSite.LAX);
            cookie.setPath("/");
            request.cookie(cookie);
            request.attribute(KNOWN, learner.id());
            return learner.id();
        });
    }

    private static Optional<String> tokenOf(Optional<String> authorization, Optional<String> cookie) {
        return authorization
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .or(() -> cookie);
    }
}
