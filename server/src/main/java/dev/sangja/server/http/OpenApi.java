package dev.sangja.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The description of the API for scripts, as OpenAPI 3.1. It is written by hand; a test compares it with the routes.
 */
final class OpenApi {
    private final ObjectMapper json;

    OpenApi(ObjectMapper json) {
        this.json = json;
    }

    void register(RoutesConfig routes) {
        JsonNode document = document();
        routes.get("/api/openapi.json", request -> request.json(document));
    }

    JsonNode document() {
        try (InputStream file = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is not on the class path");
            }
            return json.readTree(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("openapi.json cannot be read", failure);
        }
    }
}
