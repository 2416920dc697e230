package dev.sangja.server.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the server is started.
 *
 * @param port the port to listen on, 0 for any that is free
 * @param address the address to listen on
 * @param data the directory that everything is kept in
 */
record Settings(int port, InetAddress address, Path data) {
    private static final int PORT = 8080;

    static Settings parse(List<String> words, Map<String, String> environment) {
        Arguments arguments = Arguments.parse(words, Set.of("--port", "--host", "--data"), Set.of());
        arguments.noOperands();
        if (arguments.rest().isPresent()) {
            throw new UsageException("모르는 옵션입니다: --", "unknown option: --");
        }
        return new Settings(
                arguments
                        .value("--port")
                        .map(text -> Arguments.number("--port", text, 0, 65535))
                        .orElse(PORT),
                address(arguments.value("--host").orElse("127.0.0.1")),
                arguments.value("--data").map(Settings::path).orElseGet(() -> standardData(environment)));
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new UsageException("--host의 주소를 모릅니다: " + host, "--host names no address: " + host);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            throw new UsageException("--data가 경로가 아닙니다: " + text, "--data is no path: " + text);
        }
    }

    /** Root's data lies where a service's data lies, a user's in the user's own directory (XDG Base Directory). */
    static Path standardData(Map<String, String> environment) {
        if (System.getProperty("user.name", "").equals("root")) {
            return Path.of("/var/lib/sangja");
        }
        return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                .resolve("sangja");
    }
}
