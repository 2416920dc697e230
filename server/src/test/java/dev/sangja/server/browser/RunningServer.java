package dev.sangja.server.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The packaged product as a process of its own, with real machines. Whoever starts one closes it; the one that browser
 * tests share ends with the last of them.
 */
final class RunningServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)/");

    private final Path data;
    private final Process process;
    private final int port;

    private RunningServer(Path data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
    }

    /** Starts one on that port, and waits until it listens. */
    static RunningServer start(Path data, int port) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "sangja.jar").toAbsolutePath().toString(),
                        "serve",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolve("server.log").toFile()))
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        Matcher address = ADDRESS.matcher(line == null ? "" : line);
        if (!address.find()) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start: " + line + "; see " + data);
        }
        return new RunningServer(data, process, Integer.parseInt(address.group(1)));
    }

    /** A port that was free a moment ago, for a server that must come back where it was. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** Ends it at once, as SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    RunningServer again() throws IOException {
        return start(data, port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** Hands tests the one server that they share: its machines take a while to be made ready. */
    static final class Shared implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Shared.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(NAMESPACE).computeIfAbsent("server", key -> open(), RunningServer.class);
        }

        private static RunningServer open() {
            try {
                Path data = Files.createDirectories(Path.of("target", "browser").toAbsolutePath());
                return start(Files.createTempDirectory(data, "data"), 0);
            } catch (IOException failure) {
                throw new IllegalStateException("no server for browser tests", failure);
            }
        }
    }
}
