package dev.sangja.server.http;

import dev.sangja.lessons.model.Picture;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.probe.ContainerFact;
import dev.sangja.runtime.probe.ImageFact;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.build.BuildTimeline;
import dev.sangja.web.picture.ArgumentTable;
import dev.sangja.web.picture.EnvironmentTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environments and argument vectors of builds and containers, from what was measured and recorded. Stateless. */
final class VectorSources {
    /** The focus that means what the commands of the latest build saw. */
    private static final String BUILD = "build";

    /** How Docker writes the build arguments of a RUN into an image's history: {@code |1 NAME=value /bin/sh -c …}. */
    private static final Pattern BUILD_ARGUMENTS = Pattern.compile("\\|(\\d{1,3}) (.*)");

    private VectorSources() {}

    /** An environment for each that the picture points out and that can be looked at. */
    static List<EnvironmentTable.Column> environments(
            Machine machine, Picture picture, List<BuildTimeline.Lane> builds) {
        List<EnvironmentTable.Column> columns = new ArrayList<>();
        for (String name : picture.focus()) {
            Optional<Map<String, String>> variables = name.equals(BUILD)
                    ? ofBuild(machine, builds)
                    : find(machine, name)
                            .flatMap(container -> machine.container(container.id()))
                            .map(ContainerFact::environment)
                            .filter(environment -> !environment.isEmpty())
                            .map(VectorSources::variables);
            variables.ifPresent(found ->
                    columns.add(new EnvironmentTable.Column(name.equals(BUILD) ? "docker build · RUN" : name, found)));
        }
        return columns;
    }

    /** What the last RUN of the latest build saw: the image's settings, and the arguments that its history names. */
    private static Optional<Map<String, String>> ofBuild(Machine machine, List<BuildTimeline.Lane> builds) {
        for (int at = builds.size() - 1; at >= 0; at--) {
            List<String> tags = builds.get(at).build().tags();
            Optional<ImageFact> image = tags.isEmpty() ? Optional.empty() : machine.image(tags.get(0));
            if (image.isPresent()) {
                Map<String, String> variables = variables(image.get().environment());
                image.get().history().forEach(step -> variables.putAll(buildArguments(step.createdBy())));
                return Optional.of(variables);
            }
        }
        return Optional.empty();
    }

    static Map<String, String> buildArguments(String createdBy) {
        Matcher matcher = BUILD_ARGUMENTS.matcher(createdBy);
        if (!matcher.find()) {
            return Map.of();
        }
        String[] words = matcher.group(2).split(" ", -1);
        int count = Math.min(Integer.parseInt(matcher.group(1)), words.length);
        return variables(List.of(words).subList(0, count));
    }

    private static Map<String, String> variables(List<String> settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                variables.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return variables;
    }

    /** A row for each container that the picture points out and that is there. */
    static List<ArgumentTable.Row> arguments(Machine machine, Picture picture, List<Receipt> receipts) {
        List<ArgumentTable.Row> rows = new ArrayList<>();
        for (String name : picture.focus()) {
            find(machine, name).ifPresent(container -> rows.add(row(machine, container, receipts)));
        }
        return rows;
    }

    private static ArgumentTable.Row row(Machine machine, ContainerView container, List<Receipt> receipts) {
        Optional<ImageFact> image = machine.container(container.id())
                .flatMap(fact -> machine.image(fact.imageId()))
                .or(() -> machine.image(container.image()));
        return new ArgumentTable.Row(
                container.name(),
                image.map(ImageFact::entryPoint).orElse(List.of()),
                image.map(ImageFact::command).orElse(List.of()),
                typed(container, receipts),
                executed(container, receipts));
    }

    private static Optional<ContainerView> find(Machine machine, String name) {
        return machine.observe().containers().stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }

    /** The first vector that a process of the container executed. */
    private static List<String> executed(ContainerView container, List<Receipt> receipts) {
        return receipts.stream()
                .flatMap(receipt -> receipt.journal().entries().stream())
                .filter(entry ->
                        entry.container().equals(container.id()) && entry.outcome() instanceof Outcome.Returned)
                .flatMap(entry -> vector(entry).stream())
                .findFirst()
                .orElse(List.of());
    }

    /** Of the command that made the container: another entry point, and what stands behind the image's name. */
    private static List<String> typed(ContainerView container, List<Receipt> receipts) {
        List<String> found = List.of();
        for (Receipt receipt : receipts) {
            for (JournalEntry entry : receipt.journal().entries()) {
                List<String> words =
                        entry.origin() == Origin.LEARNER ? vector(entry).orElse(List.of()) : List.of();
                if (made(words, container)) {
                    found = aboutVector(words, container);
                }
            }
        }
        return found;
    }

    private static boolean made(List<String> words, ContainerView container) {
        int name = words.indexOf("--name");
        boolean named = words.contains("--name=" + container.name())
                || (name >= 0 && name + 1 < words.size() && words.get(name + 1).equals(container.name()));
        return named && (words.contains("run") || words.contains("create"));
    }

    private static List<String> aboutVector(List<String> words, ContainerView container) {
        List<String> about = new ArrayList<>();
        int image = words.indexOf(container.image());
        int end = image < 0 ? words.size() : image;
        for (int at = 0; at < end; at++) {
            if (words.get(at).startsWith("--entrypoint")) {
                about.add(words.get(at));
                if (words.get(at).equals("--entrypoint") && at + 1 < end) {
                    about.add(words.get(at + 1));
                }
            }
        }
        if (image >= 0) {
            about.addAll(words.subList(image + 1, words.size()));
        }
        return about;
    }

    private static Optional<List<String>> vector(JournalEntry entry) {
        if (!entry.call().name().startsWith("execve")) {
            return Optional.empty();
        }
        return entry.call().arguments().stream()
                .map(argument -> argument.value())
                .filter(ArgumentValue.Words.class::isInstance)
                .map(value -> ((ArgumentValue.Words) value).values())
                .findFirst();
    }
}
