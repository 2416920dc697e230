package dev.sangja.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A learner without a browser, who uses the server's HTTP interface as a page does. For one thread. */
final class ScriptedLearner {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LONGEST_START_NANOS = 120_000_000_000L;
    private static final long BETWEEN_LOOKS_MILLIS = 1000;

    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final String site;
    private final CellPlace place;
    private final String token;

    private ScriptedLearner(HttpClient client, String site, CellPlace place) throws IOException, InterruptedException {
        this.client = client;
        this.site = site;
        this.place = place;
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + "/api/learners"))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        this.token = document(client.send(request, HttpResponse.BodyHandlers.ofString()))
                .required("token")
                .asText();
    }

    /** Comes to the server and asks for a machine, without waiting for it. */
    static ScriptedLearner arrive(HttpClient client, String site, CellPlace place)
            throws IOException, InterruptedException {
        ScriptedLearner learner = new ScriptedLearner(client, site, place);
        learner.post("/api/lessons/" + place.lesson() + "/open", "{\"step\":\"" + place.step() + "\"}");
        return learner;
    }

    /** Waits for the machine. */
    void awaitMachine() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START_NANOS;
        while (true) {
            HttpRequest request = request("/api/machine").GET().build();
            JsonNode machine = document(client.send(request, HttpResponse.BodyHandlers.ofString()));
            String state = machine.required("state").asText();
            if (state.equals("ready")) {
                return;
            }
            if (state.equals("failed") || state.equals("gone") || System.nanoTime() > deadline) {
                throw new BenchException("no machine for a learner: " + machine);
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    /** Runs a cell to its end. Answers the milliseconds from the click to the first piece of output. */
    double run(String code) throws IOException, InterruptedException {
        String path = "/api/lessons/" + place.lesson() + "/steps/" + place.step() + "/cells/" + place.cell() + "/runs";
        String body = json.writeValueAsString(json.createObjectNode().put("code", code));
        long click = System.nanoTime();
        String events = post(path, body).required("events").asText();
        HttpResponse<InputStream> stream =
                client.send(request(events).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        long first = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                if (first == 0 && line.equals("event: output")) {
                    first = System.nanoTime();
                }
                line = reader.readLine();
            }
        } catch (UncheckedIOException failure) {
            throw new BenchException("the events of a run broke off", failure);
        }
        if (first == 0) {
            throw new BenchException("a cell wrote nothing");
        }
        return (first - click) / 1e6;
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return document(client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode document(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new BenchException(
                    answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
