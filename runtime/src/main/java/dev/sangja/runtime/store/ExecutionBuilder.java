package dev.sangja.runtime.store;

import dev.sangja.runtime.store.ImageConfig.Execution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts an {@link Execution} together, or changes one. For one thread. */
public final class ExecutionBuilder {
    private String user = "";
    private Map<String, Map<String, String>> exposedPorts = Map.of();
    private List<String> environment = List.of();
    private List<String> entryPoint = List.of();
    private List<String> command = List.of();
    private Map<String, Map<String, String>> volumes = Map.of();
    private String workingDirectory = "";
    private Map<String, String> labels = Map.of();
    private String stopSignal = "";
    private Optional<HealthCheck> health = Optional.empty();
    private List<String> onBuild = List.of();
    private List<String> shell = List.of();
    private Optional<Integer> stopTimeout = Optional.empty();
    private boolean argumentsEscaped = false;

    ExecutionBuilder() {}

    ExecutionBuilder(Execution from) {
        user = from.user();
        exposedPorts = from.exposedPorts();
        environment = from.environment();
        entryPoint = from.entryPoint();
        command = from.command();
        volumes = from.volumes();
        workingDirectory = from.workingDirectory();
        labels = from.labels();
        stopSignal = from.stopSignal();
        health = from.health();
        onBuild = from.onBuild();
        shell = from.shell();
        stopTimeout = from.stopTimeout();
        argumentsEscaped = from.argumentsEscaped();
    }

    public ExecutionBuilder user(String wanted) {
        user = wanted;
        return this;
    }

    public ExecutionBuilder exposedPorts(Map<String, Map<String, String>> wanted) {
        exposedPorts = wanted;
        return this;
    }

    public ExecutionBuilder environment(List<String> wanted) {
        environment = wanted;
        return this;
    }

    public ExecutionBuilder entryPoint(List<String> wanted) {
        entryPoint = wanted;
        return this;
    }

    public ExecutionBuilder command(List<String> wanted) {
        command = wanted;
        return this;
    }

    public ExecutionBuilder volumes(Map<String, Map<String, String>> wanted) {
        volumes = wanted;
        return this;
    }

    public ExecutionBuilder workingDirectory(String wanted) {
        workingDirectory = wanted;
        return this;
    }

    public ExecutionBuilder labels(Map<String, String> wanted) {
        labels = wanted;
        return this;
    }

    public ExecutionBuilder stopSignal(String wanted) {
        stopSignal = wanted;
        return this;
    }

    public ExecutionBuilder health(Optional<HealthCheck> wanted) {
        health = wanted;
        return this;
    }

    public ExecutionBuilder onBuild(List<String> wanted) {
        onBuild = wanted;
        return this;
    }

    public ExecutionBuilder shell(List<String> wanted) {
        shell = wanted;
        return this;
    }

    public ExecutionBuilder stopTimeout(Optional<Integer> wanted) {
        stopTimeout = wanted;
        return this;
    }

    public ExecutionBuilder argumentsEscaped(boolean wanted) {
        argumentsEscaped = wanted;
        return this;
    }

    public Execution build() {
        return new Execution(
                user,
                exposedPorts,
                environment,
                entryPoint,
                command,
                volumes,
                workingDirectory,
                labels,
                stopSignal,
                health,
                onBuild,
                shell,
                stopTimeout,
                argumentsEscaped);
    }
}
