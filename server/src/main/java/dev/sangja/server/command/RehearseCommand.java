package dev.sangja.server.command;

import dev.sangja.server.store.Store;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Starts a server, has it serve its pages once and ends, so that a JVM that archives the classes it loaded
 * ({@code -XX:ArchiveClassesAtExit}) archives those that a real start needs. It keeps nothing and starts no machine.
 */
final class RehearseCommand implements Command {
    private static final String DOCKERFILE =
            "FROM lab/base:1\nMAINTAINER me\nENV A=$B\nRUN <<E\ntrue\nE\nCMD [\"a\"]\nNOPE\n";

    @Override
    public int run(List<String> words, Console console) throws Exception {
        Arguments.parse(words, Set.of(), Set.of()).noOperands();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Store store = Store.openInMemory("rehearsal", Clock.systemUTC());
        try (Assembly server =
                Assembly.start(store, new NoMachines(), Path.of(System.getProperty("java.io.tmpdir")), loopback, 0)) {
            HttpClient client = HttpClient.newHttpClient();
            for (String path :
                    List.of("/", "/api/lessons", "/lessons/namespaces/1", "/doctor", "/api/machine", "/nothing")) {
                URI address = URI.create("http://localhost:" + server.port() + path);
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
            }
        }
        // What a check of a Dockerfile loads is little, and shall be there at once.
        Path file = Files.writeString(Files.createTempFile("rehearsal", ".Dockerfile"), DOCKERFILE);
        try {
            Console nobody = new Console(silent(), silent(), console.language());
            new DockerfileCommand().run(List.of("check", "--json", file.toString()), nobody);
            new DockerfileCommand().run(List.of("check", file.toString()), nobody);
        } finally {
            Files.delete(file);
        }
        return 0;
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
