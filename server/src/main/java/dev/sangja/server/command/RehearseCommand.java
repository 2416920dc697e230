package dev.sangja.server.command;

import dev.sangja.server.store.Store;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Starts a server, has it serve its pages once and ends, so that a JVM that archives the classes it loaded
 * ({@code -XX:ArchiveClassesAtExit}) archives those that a real start needs. It keeps nothing and starts no machine.
 */
final class RehearseCommand implements Command {
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
        return 0;
    }
}
