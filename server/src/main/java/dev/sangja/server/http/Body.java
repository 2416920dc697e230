package dev.sangja.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.util.stream.Collectors;

/** Reads JSON bodies into records, and says plainly what is wrong with one. Safe for use by several threads. */
final class Body {
    private final ObjectMapper json;

    Body(ObjectMapper json) {
        this.json = json;
    }

    /** The body as that record; an empty body counts as an empty object. */
    <T> T read(Context request, Class<T> type) {
        String text = text(request);
        try {
            return json.readValue(text.isBlank() ? "{}" : text, type);
        } catch (JsonMappingException misfit) {
            throw new ProblemException(ProblemKind.BODY_MALFORMED, place(misfit) + reason(misfit));
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(ProblemKind.BODY_MALFORMED, malformed.getOriginalMessage());
        }
    }

    private static String text(Context request) {
        try {
            return request.body();
        } catch (ContentTooLargeResponse tooLarge) {
            throw new ProblemException(ProblemKind.BODY_TOO_LARGE);
        }
    }

    private static String place(JsonMappingException misfit) {
        String path = misfit.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String reason(JsonMappingException misfit) {
        Throwable cause = misfit.getCause();
        return cause instanceof IllegalArgumentException || cause instanceof NullPointerException
                ? String.valueOf(cause.getMessage())
                : misfit.getOriginalMessage();
    }
}
