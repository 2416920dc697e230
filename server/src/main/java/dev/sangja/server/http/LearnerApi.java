package dev.sangja.server.http;

import dev.sangja.server.store.LearnerStore;
import io.javalin.config.RoutesConfig;

/** Learners without a browser: a script becomes one and gets the token that proves it. */
final class LearnerApi {
    /** A burst for a class that is set up by a script; then one every two seconds. */
    private final RateLimit births = new RateLimit(0.5, 100, System::nanoTime);

    private final LearnerStore learners;

    LearnerApi(LearnerStore learners) {
        this.learners = learners;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/learners", request -> {
            if (!births.allow(request.ip())) {
                throw new ProblemException(ProblemKind.TOO_MANY_REQUESTS);
            }
            request.status(201).json(learners.create());
        });
    }
}
