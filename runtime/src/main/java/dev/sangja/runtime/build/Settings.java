package dev.sangja.runtime.build;

import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.dockerfile.Assignment;
import dev.sangja.runtime.dockerfile.CommandLine;
import dev.sangja.runtime.dockerfile.ExposedPort;
import dev.sangja.runtime.dockerfile.HealthProbe;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.store.HealthCheck;
import dev.sangja.runtime.store.ImageConfig.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the instructions that make no layer do to an image's settings. Their variables have been replaced. */
final class Settings {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private Settings() {}

    /**
     * The settings after an instruction.
     *
     * @param text how the history says it
     * @param change what it set, such as {@code Env: A=1}; empty for what leaves no trace in the image
     */
    record Change(Execution settings, String text, String change) {}

    /** The program that reads the shell form. */
    static List<String> shell(Execution settings) {
        return settings.shell().isEmpty() ? SHELL : settings.shell();
    }

    private static List<String> words(CommandLine command, Execution settings) {
        if (!command.shell()) {
            return command.words();
        }
        List<String> words = new ArrayList<>(shell(settings));
        words.addAll(command.words());
        return words;
    }

    /** A list as JSON shows it, for histories. */
    static String json(List<String> words) {
        return words.stream()
                .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static Change env(Instruction.Env env, Execution settings, List<String> environment) {
        String all = env.assignments().stream().map(Assignment::toString).collect(Collectors.joining(" "));
        return new Change(settings.change().environment(environment).build(), "ENV " + all, "Env: " + all);
    }

    static Change label(Instruction.Label label, Execution settings) {
        Map<String, String> labels = new LinkedHashMap<>(settings.labels());
        label.assignments().forEach(assignment -> labels.put(assignment.name(), assignment.value()));
        String all = label.assignments().stream().map(Assignment::toString).collect(Collectors.joining(" "));
        return new Change(settings.change().labels(labels).build(), "LABEL " + all, "Labels: " + all);
    }

    /** A command takes effect on top of an entry point; a new entry point takes an inherited command away. */
    static Change entryPoint(Instruction.EntryPoint entryPoint, Execution settings, boolean commandIsOwn) {
        List<String> words = words(entryPoint.command(), settings);
        return new Change(
                settings.change()
                        .entryPoint(words)
                        .command(commandIsOwn ? settings.command() : List.of())
                        .build(),
                "ENTRYPOINT " + json(words),
                "Entrypoint: " + json(words));
    }

    static Change cmd(Instruction.Cmd cmd, Execution settings) {
        List<String> words = words(cmd.command(), settings);
        return new Change(settings.change().command(words).build(), "CMD " + json(words), "Cmd: " + json(words));
    }

    static Change expose(Instruction.Expose expose, Execution settings) {
        Map<String, Map<String, String>> ports = new TreeMap<>(settings.exposedPorts());
        List<String> added = new ArrayList<>();
        for (String port : expose.ports()) {
            // Behind an address or the host's port stands the container's, which alone counts.
            String own = port.substring(port.lastIndexOf(':') + 1);
            ExposedPort exposed =
                    ExposedPort.parse(own).orElseThrow(() -> BuildException.of("invalid containerPort: " + port));
            for (int number = exposed.first(); number <= exposed.last(); number++) {
                added.add(number + "/" + exposed.protocol());
            }
        }
        added.forEach(port -> ports.put(port, Map.of()));
        String all = String.join(" ", added);
        return new Change(
                settings.change().exposedPorts(ports).build(), "EXPOSE [" + all + "]", "ExposedPorts: " + all);
    }

    static Change volume(Instruction.Volume volume, Execution settings) {
        Map<String, Map<String, String>> volumes = new TreeMap<>(settings.volumes());
        volume.paths().forEach(path -> volumes.put(path, Map.of()));
        String all = String.join(" ", volume.paths());
        return new Change(settings.change().volumes(volumes).build(), "VOLUME [" + all + "]", "Volumes: " + all);
    }

    static Change user(Instruction.User user, Execution settings) {
        return new Change(settings.change().user(user.user()).build(), "USER " + user.user(), "User: " + user.user());
    }

    static Change workDirectory(String path, Execution settings) {
        return new Change(settings.change().workingDirectory(path).build(), "WORKDIR " + path, "WorkingDir: " + path);
    }

    static Change stopSignal(Instruction.StopSignal signal, Execution settings) {
        if (Signal.parse(signal.signal()).isEmpty()) {
            throw BuildException.of("invalid signal: " + signal.signal());
        }
        return new Change(
                settings.change().stopSignal(signal.signal()).build(),
                "STOPSIGNAL " + signal.signal(),
                "StopSignal: " + signal.signal());
    }

    static Change shell(Instruction.Shell shell, Execution settings) {
        return new Change(
                settings.change().shell(shell.words()).build(),
                "SHELL " + json(shell.words()),
                "Shell: " + json(shell.words()));
    }

    static Change onBuild(Instruction.OnBuild onBuild, Execution settings) {
        List<String> triggers = new ArrayList<>(settings.onBuild());
        triggers.add(onBuild.kept());
        return new Change(
                settings.change().onBuild(triggers).build(), "ONBUILD " + onBuild.kept(), "OnBuild: " + onBuild.kept());
    }

    static Change healthCheck(Instruction.HealthCheck check, Execution settings) {
        if (check.probe().isEmpty()) {
            HealthCheck none = new HealthCheck(List.of("NONE"), 0, 0, 0, 0, 0);
            return new Change(
                    settings.change().health(Optional.of(none)).build(), "HEALTHCHECK NONE", "Healthcheck: NONE");
        }
        HealthProbe probe = check.probe().get();
        List<String> test = new ArrayList<>(List.of(probe.command().shell() ? "CMD-SHELL" : "CMD"));
        test.addAll(probe.command().words());
        HealthCheck health = new HealthCheck(
                test,
                nanos(probe.interval()),
                nanos(probe.timeout()),
                nanos(probe.startPeriod()),
                nanos(probe.startInterval()),
                probe.retries().orElse(0));
        String text = check.text().body().strip();
        return new Change(
                settings.change().health(Optional.of(health)).build(),
                "HEALTHCHECK " + text,
                "Healthcheck: " + json(test));
    }

    private static long nanos(Optional<Duration> duration) {
        return duration.map(Duration::toNanos).orElse(0L);
    }
}
