package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.EngineFacts;
import dev.sangja.runtime.container.EngineFeature;
import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.container.Signal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Whoever calls the docker command in a test: a workbench in memory, and what was answered. */
final class Client {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    final MemoryEngine engine;
    final MemoryTree files = new MemoryTree().directory("/lab").directory("/tmp");
    Map<String, String> environment = Map.of("HOME", "/root", "LANG", "en_US.UTF-8");
    MemoryStreams streams = new MemoryStreams();
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Consumer<Signal>> receiver = new CompletableFuture<>();
    private final DockerCommand docker = new DockerCommand();

    /** An answer. */
    record Answer(int code, String out, String error) {}

    Client(Path directory) {
        engine = new MemoryEngine(directory, Clock.fixed(NOW, ZoneOffset.UTC));
        engine.images.add(new ImageDetails(
                "sha256:" + "b".repeat(64),
                List.of("lab/base:1"),
                List.of(),
                NOW.minusSeconds(3 * 86_400),
                2_012_345,
                "amd64",
                List.of("sha256:" + "1".repeat(64)),
                new ImageDefaults(
                        List.of(),
                        List.of("sleep", "infinity"),
                        List.of("PATH=/bin"),
                        "",
                        "",
                        List.of(),
                        Map.of(),
                        Optional.empty())));
        engine.images.add(new ImageDetails(
                "sha256:" + "c".repeat(64),
                List.of("lab/shop:1.0", "lab/shop:latest"),
                List.of(),
                NOW.minusSeconds(40L * 86_400),
                1_234_567_890,
                "amd64",
                List.of("sha256:" + "1".repeat(64), "sha256:" + "2".repeat(64)),
                new ImageDefaults(
                        List.of(),
                        List.of("trap"),
                        List.of(),
                        "/app",
                        "",
                        List.of(new PortSpec.Port(8080, "tcp")),
                        Map.of("maker", "sangja"),
                        Optional.empty())));
        streams.error.reset();
        run("version");
    }

    /** Calls it, in the first words of which the banner has been said already. */
    Answer run(String... arguments) {
        return run(streams, arguments);
    }

    Answer run(MemoryStreams with, String... arguments) {
        int code = docker.run(List.of(arguments), context(with));
        Answer answer = new Answer(code, with.out.toString(UTF_8), with.error.toString(UTF_8));
        with.out.reset();
        with.error.reset();
        return answer;
    }

    CompletableFuture<Answer> runAside(MemoryStreams with, String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(with, arguments));
    }

    /** What it prints when all goes well. */
    String ask(String... arguments) {
        Answer answer = run(arguments);
        if (answer.code() != 0 || !answer.error().isEmpty()) {
            throw new AssertionError(String.join(" ", arguments) + ": " + answer);
        }
        return answer.out();
    }

    static EngineFacts facts(Instant now, Set<EngineFeature> features) {
        return new EngineFacts(
                "1.0.0",
                "0b5e7c1a",
                "lab",
                "6.18.5",
                "Debian GNU/Linux 12 (bookworm)",
                "x86_64",
                2,
                4_000_000_000L,
                "1",
                "/lab/store",
                List.of("seccomp"),
                now,
                features);
    }

    static ContainerPlaces places(String name) {
        String store = "/lab/store/containers/" + name;
        return new ContainerPlaces(
                List.of("/lab/store/layers/2", "/lab/store/layers/1"),
                store + "/upper",
                store + "/work",
                store + "/merged",
                store + "/log",
                List.of());
    }

    CommandContext context(MemoryStreams with) {
        return new CommandContext(
                engine,
                with,
                files,
                "/lab",
                environment,
                heard -> {
                    receiver.complete(heard);
                    return () -> {};
                },
                cancellation);
    }
}
