package dev.sangja.server.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sangja.runtime.receipt.OutputStreamName;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes events as JSON and reads the kept ones back. Safe for use by several threads. */
final class EventFormat {
    private final ObjectMapper json;

    EventFormat(ObjectMapper json) {
        this.json = json;
    }

    WireEvent wire(long id, RunEvent event) {
        return new WireEvent(id, event.wireName(), text(data(event)));
    }

    /** The events, one JSON document a line. */
    String lines(List<WireEvent> events) {
        return events.stream().map(event -> text(line(event)) + "\n").collect(Collectors.joining());
    }

    List<WireEvent> parse(String lines) {
        return lines.lines().map(this::parseLine).toList();
    }

    private WireEvent parseLine(String line) {
        JsonNode document = tree(line);
        return new WireEvent(
                document.required("id").asLong(), document.required("event").asText(), text(document.required("data")));
    }

    /** What the run wrote to that stream, as far as it was kept. */
    String output(List<WireEvent> events, OutputStreamName stream) {
        return outputs(events).stream()
                .filter(output -> output.stream() == stream)
                .map(RunEvent.Output::text)
                .collect(Collectors.joining());
    }

    /** Every piece of output, in order. */
    List<RunEvent.Output> outputs(List<WireEvent> events) {
        return events.stream()
                .filter(event -> event.name().equals("output"))
                .map(event -> tree(event.data()))
                .map(data -> new RunEvent.Output(
                        OutputStreamName.valueOf(
                                data.required("stream").asText().toUpperCase(Locale.ROOT)),
                        data.required("text").asText()))
                .toList();
    }

    private JsonNode line(WireEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        return line.put("id", event.id()).put("event", event.name()).set("data", tree(event.data()));
    }

    private JsonNode data(RunEvent event) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (event instanceof RunEvent.Output output) {
            return data.put("stream", wireName(output.stream())).put("text", output.text());
        }
        if (event instanceof RunEvent.Limit limit) {
            return json.valueToTree(limit.limit());
        }
        return json.valueToTree(event);
    }

    private static String wireName(OutputStreamName stream) {
        return stream.name().toLowerCase(Locale.ROOT);
    }

    private JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("a kept event is no JSON: " + document, failure);
        }
    }

    private String text(JsonNode document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
