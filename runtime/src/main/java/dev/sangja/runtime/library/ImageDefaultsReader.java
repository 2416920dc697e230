package dev.sangja.runtime.library;

import dev.sangja.runtime.container.HealthSpec;
import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.store.HealthCheck;
import dev.sangja.runtime.store.ImageConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What containers start from, out of an image's configuration. What makes no sense in it is passed over. */
final class ImageDefaultsReader {
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp|sctp))?");
    private static final int LAST_PORT = 65_535;

    private ImageDefaultsReader() {}

    static ImageDefaults read(ImageConfig.Execution execution) {
        return new ImageDefaults(
                execution.entryPoint(),
                execution.command(),
                execution.environment(),
                execution.workingDirectory(),
                execution.user(),
                ports(execution.exposedPorts().keySet()),
                execution.labels(),
                Signal.parse(execution.stopSignal()),
                List.copyOf(execution.volumes().keySet()),
                execution.health().map(ImageDefaultsReader::health),
                execution.shell(),
                execution.onBuild());
    }

    private static List<PortSpec.Port> ports(Set<String> exposed) {
        return exposed.stream()
                .map(PORT::matcher)
                .filter(Matcher::matches)
                .filter(port -> Integer.parseInt(port.group(1)) <= LAST_PORT && port.group(2) == null)
                .map(port -> new PortSpec.Port(
                        Integer.parseInt(port.group(1)), port.group(3) == null ? "tcp" : port.group(3)))
                .toList();
    }

    private static HealthSpec health(HealthCheck check) {
        return new HealthSpec(
                check.test(),
                Duration.ofNanos(check.interval()),
                Duration.ofNanos(check.timeout()),
                Duration.ofNanos(check.startPeriod()),
                Duration.ofNanos(check.startInterval()),
                check.retries());
    }
}
