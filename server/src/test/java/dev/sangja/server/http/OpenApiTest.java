package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final JsonNode document = new OpenApi(new ObjectMapper()).document();

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                described.add(method.toUpperCase(Locale.ROOT) + " " + withoutNames(path.getKey()))));
        // The one route that is no HTTP exchange.
        described.remove("GET /api/terminal");

        try (TestServer server = new TestServer()) {
            Set<String> registered = new TreeSet<>();
            server.routes().forEach(route -> registered.add(withoutNames(route)));
            assertThat(described).isEqualTo(registered);
        }
    }

    private static String withoutNames(String path) {
        return path.replaceAll("[{<][a-z]+[}>]", "{}");
    }

    @Test
    void refersOnlyToWhatItDefines() {
        List<String> references = new ArrayList<>();
        document.findValues("$ref").forEach(reference -> references.add(reference.asText()));

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void namesEveryOperationOnce() {
        List<String> names = new ArrayList<>();
        document.get("paths")
                .forEach(path -> path.forEach(
                        operation -> names.add(operation.get("operationId").asText())));

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everyPathParameterIsDescribed() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    List<String> described = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("path")) {
                            described.add("{" + parameter.get("name").asText() + "}");
                        }
                    });
                    assertThat(described)
                            .as(path.getKey())
                            .allSatisfy(name -> assertThat(path.getKey()).contains(name));
                    assertThat(path.getKey()
                                    .chars()
                                    .filter(letter -> letter == '{')
                                    .count())
                            .as(path.getKey())
                            .isEqualTo(described.size());
                }));
    }
}
