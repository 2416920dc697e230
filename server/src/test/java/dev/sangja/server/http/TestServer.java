package dev.sangja.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sangja.server.doctor.Doctor;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.ScriptedMachines;
import dev.sangja.server.notebook.SeatRules;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.LearnerStore.NewLearner;
import dev.sangja.server.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** A real server on a free port, with a database in memory and scripted machines, and a client for it. */
final class TestServer implements AutoCloseable {
    private final ObjectMapper json = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Store store = Store.openInMemory(UUID.randomUUID().toString(), Clock.systemUTC());
    private final ScriptedMachines machines = new ScriptedMachines();
    private final Seats seats =
            new Seats(machines, new SeatRules(2, Duration.ofMinutes(30), Duration.ofMinutes(1)), Clock.systemUTC());
    private final Runs runs = new Runs(store.runs(), json, Clock.systemUTC());
    private final WebServer web = WebServer.start(
            new WebServer.Parts(
                    TestCourse.read(),
                    store,
                    seats,
                    runs,
                    new Notebook(store, seats, runs, json),
                    new Doctor(Path.of(System.getProperty("java.io.tmpdir"))),
                    json,
                    Clock.systemUTC()),
            InetAddress.getLoopbackAddress(),
            0);

    Store store() {
        return store;
    }

    ScriptedMachines machines() {
        return machines;
    }

    Seats seats() {
        return seats;
    }

    Runs runs() {
        return runs;
    }

    HttpClient client() {
        return client;
    }

    java.util.Set<String> routes() {
        return web.routes();
    }

    int port() {
        return web.port();
    }

    URI address(String path) {
        return URI.create("http://localhost:" + web.port() + path);
    }

    NewLearner learner() {
        return store.learners().create();
    }

    /** A request as nobody in particular. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(20));
    }

    /** A request as a script of that learner's sends it. */
    HttpRequest.Builder request(NewLearner learner, String path) {
        return request(path).header("Authorization", "Bearer " + learner.token());
    }

    /** A request as that learner's browser sends it, without the header that only our own pages add. */
    HttpRequest.Builder browserRequest(NewLearner learner, String path) {
        return request(path).header("Cookie", "sangja=" + learner.token());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    JsonNode parse(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("no JSON: " + document, malformed);
        }
    }

    static HttpRequest.BodyPublisher body(String document) {
        return HttpRequest.BodyPublishers.ofString(document);
    }

    static HttpRequest.BodyPublisher nothing() {
        return HttpRequest.BodyPublishers.noBody();
    }

    @Override
    public void close() {
        web.close();
        seats.close();
        runs.close();
        store.close();
    }
}
