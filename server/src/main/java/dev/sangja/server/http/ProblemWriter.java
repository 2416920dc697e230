package dev.sangja.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.server.notebook.MachineState;
import dev.sangja.server.notebook.NoMachineException;
import dev.sangja.server.notebook.TooManyRunsException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure into an answer: problem+json (RFC 9457) for scripts and fragments, a page for people. Nobody ever
 * sees a stack trace; what is our fault gets a number that is in the log beside it.
 */
final class ProblemWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private final ObjectMapper json;
    private final ErrorPage page;

    ProblemWriter(ObjectMapper json, ErrorPage page) {
        this.json = json;
        this.page = page;
    }

    /** Renders a refused page request for a person. */
    interface ErrorPage {
        String html(Context request, Language language, ProblemException problem);
    }

    void register(RoutesConfig routes) {
        routes.exception(ProblemException.class, (problem, request) -> write(request, problem));
        routes.exception(NoMachineException.class, (missing, request) -> write(request, of(missing.state())));
        routes.exception(
                MachineGoneException.class,
                (gone, request) -> write(request, new ProblemException(ProblemKind.MACHINE_GONE)));
        routes.exception(
                TooManyRunsException.class,
                (many, request) -> write(request, new ProblemException(ProblemKind.TOO_MANY_RUNS)));
        routes.exception(UncheckedIOException.class, (silent, request) -> {
            LOG.warn("{} {}", request.method(), request.path(), silent);
            write(request, new ProblemException(ProblemKind.MACHINE_SILENT));
        });
        routes.exception(HttpResponseException.class, (answer, request) -> write(request, of(answer)));
        routes.exception(Exception.class, (failure, request) -> {
            String number = UUID.randomUUID().toString();
            LOG.error("{} {} failed, number {}", request.method(), request.path(), number, failure);
            write(request, new ProblemException(ProblemKind.SERVER_FAILED, number));
        });
    }

    /** What to answer a request that needs a machine, when there is none. */
    static ProblemException of(MachineState state) {
        return switch (state.kind()) {
            case NONE -> new ProblemException(ProblemKind.MACHINE_NONE);
            case QUEUED -> new ProblemException(ProblemKind.MACHINE_QUEUED, String.valueOf(state.ahead()));
            case STARTING, READY -> new ProblemException(ProblemKind.MACHINE_STARTING);
            case GONE -> new ProblemException(ProblemKind.MACHINE_GONE);
            case FAILED -> new ProblemException(ProblemKind.MACHINE_FAILED);
        };
    }

    private static ProblemException of(HttpResponseException answer) {
        return switch (answer.getStatus()) {
            case 404 -> new ProblemException(ProblemKind.PATH_UNKNOWN);
            case 405 -> new ProblemException(ProblemKind.METHOD_WRONG);
            case 413 -> new ProblemException(ProblemKind.BODY_TOO_LARGE);
            default -> new ProblemException(ProblemKind.BODY_MALFORMED, String.valueOf(answer.getMessage()));
        };
    }

    private void write(Context request, ProblemException problem) {
        Language language = LanguageChoice.of(request);
        request.status(problem.kind().status());
        request.header("Content-Language", language.tag());
        if (problem.kind().status() == 429 || problem.kind().status() == 503) {
            request.header("Retry-After", "1");
        }
        request.header("Cache-Control", "no-store");
        if (isForScripts(request.path())) {
            ObjectNode document = json.createObjectNode()
                    .put("type", "urn:sangja:problem:" + problem.kind().code())
                    .put("title", problem.message(language))
                    .put("detail", problem.message(language))
                    .put("status", problem.kind().status())
                    .put("code", problem.kind().code())
                    .put("instance", request.path());
            request.result(document.toString()).contentType("application/problem+json");
        } else {
            request.contentType("text/html; charset=utf-8").result(page.html(request, language, problem));
        }
    }

    private static boolean isForScripts(String path) {
        return path.startsWith("/api/") || path.startsWith("/fragments/");
    }
}
