package dev.sangja.web.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.receipt.OutputStreamName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same cases as the page's script: {@code fixtures/output.json}. */
class OutputLinesTest {
    static Stream<JsonNode> cases() throws IOException {
        try (InputStream file = OutputLinesTest.class.getResourceAsStream("/fixtures/output.json")) {
            JsonNode cases = new ObjectMapper().readTree(Objects.requireNonNull(file));
            return StreamSupport.stream(cases.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsOutputAsThePageDoes(JsonNode given) {
        List<OutputChunk> chunks = new ArrayList<>();
        given.get("chunks")
                .forEach(chunk -> chunks.add(
                        new OutputChunk(stream(chunk), chunk.get("text").asText())));
        List<OutputLines.Line> expected = new ArrayList<>();
        given.get("lines").forEach(line -> expected.add(new OutputLines.Line(stream(line), pieces(line))));
        assertThat(OutputLines.of(chunks)).as(given.get("name").asText()).isEqualTo(expected);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "\u001b]".repeat(200_000),
                "\u001b[" + "1;".repeat(200_000),
                "\u001b[31mx\u001b[32my".repeat(40_000),
                "\u001b[Kx".repeat(100_000),
                "\u001b[31mx\u001b[32my".repeat(500) + "\rz\u001b[33m".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(8)
    void readsHostileOutputInTimeProportionalToIt(String output) {
        assertThat(OutputLines.of(List.of(new OutputChunk(OutputStreamName.STDOUT, output))))
                .hasSizeLessThan(5_000);
    }

    private static OutputStreamName stream(JsonNode node) {
        return OutputStreamName.valueOf(node.get("stream").asText().toUpperCase(Locale.ROOT));
    }

    private static List<OutputLines.Piece> pieces(JsonNode line) {
        List<OutputLines.Piece> pieces = new ArrayList<>();
        line.get("runs")
                .forEach(run -> pieces.add(new OutputLines.Piece(
                        run.get("text").asText(), run.get("classes").asText())));
        return pieces;
    }
}
