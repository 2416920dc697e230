package dev.sangja.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.server.store.LearnerStore.NewLearner;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server process is killed again and again while a client writes: what was acknowledged is there afterwards. */
class ServerKillIT {
    private static final int KILLS = 5;
    private static final String DRAFT = "api/lessons/namespaces/steps/uts/cells/uts-box/draft";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    @Test
    void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
        NewLearner learner;
        try (Store store = Store.open(data, Clock.systemUTC())) {
            learner = store.learners().create();
        }
        // The same counts every time; what the server does at those moments differs anyway.
        Random random = new Random(17);
        int written = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int wanted = 1 + random.nextInt(200);
            int acknowledged = writeUntilKilled(learner, written, wanted);
            assertThat(acknowledged)
                    .as("the client got something through before kill %d", kill)
                    .isGreaterThanOrEqualTo(written + wanted);
            written = acknowledged;
            assertThat(kept(learner)).isBetween(written, written + 1);
        }
    }

    /**
     * Writes drafts one after another, numbered, and kills the server while it goes on, once so many of them were
     * acknowledged; answers the last acknowledged number.
     */
    private int writeUntilKilled(NewLearner learner, int written, int wanted) throws Exception {
        Process server = start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String address = address(said);
            AtomicInteger last = new AtomicInteger(written);
            CountDownLatch enough = new CountDownLatch(wanted);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (write(address, learner, last.get() + 1)) {
                    last.incrementAndGet();
                    enough.countDown();
                }
            });
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            server.destroyForcibly().waitFor();
            writer.get(30, TimeUnit.SECONDS);
            return last.get();
        } finally {
            server.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sangja.server.Main",
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String address(BufferedReader said) throws IOException {
        String line = said.readLine();
        assertThat(line).contains("http://");
        return line.substring(line.indexOf("http://"));
    }

    private boolean write(String address, NewLearner learner, int number) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + DRAFT))
                .header("Authorization", "Bearer " + learner.token())
                .PUT(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + number + "\"}"))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException killed) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int kept(NewLearner learner) {
        try (Store store = Store.open(data, Clock.systemUTC())) {
            StepKey key = new StepKey(learner.id(), "namespaces", "uts");
            List<String> drafts = List.copyOf(store.progress().drafts(key).values());
            assertThat(drafts).hasSize(1);
            return Integer.parseInt(drafts.get(0));
        }
    }
}
