package dev.sangja.server.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sangja.lessons.check.Outcome;
import dev.sangja.lessons.model.Predict;
import dev.sangja.server.store.Entry;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a learner enters as JSON, and reads it back. Safe for use by several threads. */
final class EntryFormat {
    private final ObjectMapper json;

    EntryFormat(ObjectMapper json) {
        this.json = json;
    }

    String write(Map<String, String> content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Map<String, String> read(Entry entry) {
        try {
            return json.readValue(entry.content(), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("a kept entry cannot be read: " + entry.item(), failure);
        }
    }

    /** Every answer of a step, by the field's id. */
    Map<String, String> answers(List<Entry> entries) {
        Map<String, String> answers = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.ANSWER)
                .forEach(entry -> answers.putAll(read(entry)));
        return answers;
    }

    /** What happened, and the number of the receipt that shows it. */
    String writeOutcome(Outcome.Seen seen, int receipt) {
        ObjectNode document =
                json.createObjectNode().put("option", seen.option()).put("receipt", receipt);
        document.set("facts", json.valueToTree(seen.facts()));
        return document.toString();
    }

    /** The outcome that was kept; empty if the lesson no longer has it. */
    Optional<SeenOutcome> readOutcome(Predict predict, Entry entry) {
        try {
            JsonNode document = json.readTree(entry.content());
            String option = document.path("option").asText();
            Map<String, String> facts =
                    json.convertValue(document.path("facts"), new TypeReference<Map<String, String>>() {});
            return predict.outcome().rules().stream()
                    .filter(rule -> rule.option().equals(option))
                    .findFirst()
                    .map(rule -> new SeenOutcome(
                            new Outcome.Seen(option, rule.seen(), facts),
                            document.path("receipt").asInt()));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("a kept outcome cannot be read: " + entry.item(), failure);
        }
    }
}
