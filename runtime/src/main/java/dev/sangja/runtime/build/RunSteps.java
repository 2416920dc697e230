package dev.sangja.runtime.build;

import dev.sangja.runtime.build.StageBuild.Done;
import dev.sangja.runtime.dockerfile.Heredoc;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.dockerfile.RunMount;
import dev.sangja.runtime.dockerfile.SourceSpan;
import dev.sangja.runtime.dockerfile.Transfer;
import dev.sangja.runtime.receipt.BuildWarning;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** RUN: a command in a container of its own, whose writable layer becomes a layer of the image. For one stage. */
final class RunSteps {
    private static final Map<Character, Long> UNITS =
            Map.of('b', 1L, 'k', 1L << 10, 'm', 1L << 20, 'g', 1L << 30, 't', 1L << 40);

    private final BuildJob job;
    private final StageState state;
    private final BuildProgress.Vertex vertex;
    private final Map<String, String> scripts = new LinkedHashMap<>();
    private final Map<String, String> secretVariables = new LinkedHashMap<>();

    RunSteps(BuildJob job, StageState state, BuildProgress.Vertex vertex) {
        this.job = job;
        this.state = state;
        this.vertex = vertex;
    }

    Done run(Instruction.Run run) throws IOException {
        if (run.security().equals("insecure")) {
            throw BuildException.of(
                    "security.insecure is not allowed: this builder gives no RUN more power than a" + " container has");
        }
        List<String> words = words(run);
        Map<String, String> arguments = state.variables().arguments();
        KeyDigest key = new KeyDigest().add("RUN").add(state.files().hex()).add(words);
        key.add(state.variables().environment()).add(entries(arguments)).add(entries(scripts));
        key.add(state.settings().user())
                .add(state.workingDirectory())
                .add(network(run))
                .add(run.mounts());
        key.add(state.volumes().stream().sorted().toList());
        List<CommandMount> mounts = mounts(run, key);
        return run(run, words, arguments, mounts, key.finish());
    }

    private Done run(
            Instruction.Run run,
            List<String> words,
            Map<String, String> arguments,
            List<CommandMount> mounts,
            Digest key)
            throws IOException {
        Optional<BuildCache.Entry> known = job.known(key);
        if (known.isPresent()) {
            state.add(history(words, arguments), key, known.get());
            return new Done(true, known.get().layer(), 0, "");
        }
        List<String> environment = new ArrayList<>(entries(arguments));
        environment.addAll(state.variables().environment());
        environment.addAll(entries(secretVariables));
        CommandRunner.Command command = new CommandRunner.Command(
                state.layers(),
                state.settings(),
                words,
                environment,
                mounts,
                network(run),
                state.volumes().stream().map(path -> "/" + path).collect(Collectors.toSet()),
                scripts,
                job.request().secrets());
        CommandRunner.Outcome outcome;
        try (LineOutput output = new LineOutput(job.tools().progress(), vertex)) {
            outcome = job.tools().runner().run(command, output, job.cancellation());
        }
        if (outcome.exitCode() != 0) {
            throw BuildException.ended(String.join(" ", words), outcome.exitCode());
        }
        if (outcome.discarded()) {
            job.warn(new BuildWarning(
                    "VolumeChangeDiscarded",
                    "Changes to a path declared by VOLUME are discarded",
                    run.text().firstLine(),
                    1));
        }
        BuildCache.Entry entry = job.remember(key, outcome.layer());
        state.add(history(words, arguments), key, entry);
        return new Done(false, outcome.layer(), outcome.syscalls(), "");
    }

    private String network(Instruction.Run run) {
        return run.network().equals("default") ? job.request().network() : run.network();
    }

    private static List<String> entries(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static String history(List<String> words, Map<String, String> arguments) {
        String given =
                arguments.isEmpty() ? "" : "|" + arguments.size() + " " + String.join(" ", entries(arguments)) + " ";
        return "RUN " + given + String.join(" ", words);
    }

    /** The program: what is written, the shell that reads it, or a heredoc. */
    private List<String> words(Instruction.Run run) {
        if (!run.command().shell()) {
            return run.command().words();
        }
        String text = run.command().words().get(0);
        List<Heredoc> heredocs = run.text().heredocs();
        if (heredocs.size() == 1 && isMark(text)) {
            Heredoc only = heredocs.get(0);
            if (only.text().startsWith("#!")) {
                scripts.put(only.name(), only.text());
                return List.of("/dev/pipes/" + only.name());
            }
            text = only.text();
        } else if (!heredocs.isEmpty()) {
            StringBuilder whole = new StringBuilder(text);
            for (Heredoc heredoc : heredocs) {
                whole.append('\n').append(heredoc.content()).append(heredoc.name());
            }
            text = whole.toString();
        }
        List<String> words = new ArrayList<>(Settings.shell(state.settings()));
        words.add(text);
        return words;
    }

    /** Whether a command is nothing but the mark of its heredoc. */
    private static boolean isMark(String text) {
        return text.matches("\\d*<<-?[\"']?[^\\s<\"']+[\"']?");
    }

    private List<CommandMount> mounts(Instruction.Run run, KeyDigest key) throws IOException {
        List<CommandMount> mounts = new ArrayList<>();
        for (String text : run.mounts()) {
            SourceSpan span = run.text().bodySpan();
            RunMount mount = RunMount.parse(text, UnaryOperator.identity(), span);
            String target =
                    mount.target().startsWith("/") ? mount.target() : state.workingDirectory() + "/" + mount.target();
            switch (mount.type()) {
                case BIND -> mounts.add(bind(mount, target, key, span));
                case CACHE -> mounts.add(cache(mount, target));
                case TMPFS ->
                    mounts.add(new CommandMount.Memory(
                            target,
                            Optional.ofNullable(mount.values().get("size")).map(RunSteps::bytes)));
                case SECRET -> secret(mount, target).ifPresent(mounts::add);
                case SSH -> {
                    if (mount.values().getOrDefault("required", "false").equals("true")) {
                        throw BuildException.of(
                                "no SSH agent can be forwarded: nothing outside of this machine can" + " be reached");
                    }
                }
            }
        }
        return mounts;
    }

    private CommandMount bind(RunMount mount, String target, KeyDigest key, SourceSpan span) throws IOException {
        SourceTree tree = mount.from().isPresent()
                ? job.tree(mount.from().get(), span)
                : job.request().context();
        Transfer all = new Transfer(
                List.of(mount.source()), List.of(), "/x/", Optional.empty(), Optional.empty(), false, List.of());
        FileCopy.Options options = new FileCopy.Options("RUN", false, false, FileOwner.ROOT, "/", Optional.empty());
        key.add(target).add(new FileCopy(all, tree, options).find().hex());
        return new CommandMount.Files(target, tree, mount.source(), mount.readOnly());
    }

    private static CommandMount cache(RunMount mount, String target) {
        return new CommandMount.Cache(
                target,
                mount.id(),
                mount.values().getOrDefault("sharing", "shared"),
                octal(mount, "0755"),
                number(mount, "uid"),
                number(mount, "gid"),
                mount.readOnly());
    }

    private Optional<CommandMount> secret(RunMount mount, String target) {
        Optional<byte[]> content = Optional.ofNullable(job.request().secrets().get(mount.id()));
        if (content.isEmpty()) {
            if (mount.values().getOrDefault("required", "false").equals("true")) {
                throw BuildException.of("secret " + mount.id() + ": not found");
            }
            return Optional.empty();
        }
        Optional<String> variable = Optional.ofNullable(mount.values().get("env"));
        variable.ifPresent(
                name -> secretVariables.put(name, new String(content.get(), java.nio.charset.StandardCharsets.UTF_8)));
        return mount.target().isEmpty()
                ? Optional.empty()
                : Optional.of(new CommandMount.Secret(
                        target, mount.id(), octal(mount, "0400"), number(mount, "uid"), number(mount, "gid")));
    }

    private static int octal(RunMount mount, String otherwise) {
        return Integer.parseInt(mount.values().getOrDefault("mode", otherwise), 8);
    }

    private static int number(RunMount mount, String key) {
        return Integer.parseInt(mount.values().getOrDefault(key, "0"));
    }

    private static long bytes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String plain = lower.length() > 1 && lower.endsWith("b") ? lower.substring(0, lower.length() - 1) : lower;
        char unit = plain.charAt(plain.length() - 1);
        boolean named = Set.of('k', 'm', 'g', 't').contains(unit);
        long number = Long.parseLong(named ? plain.substring(0, plain.length() - 1) : plain);
        return number * UNITS.getOrDefault(named ? unit : 'b', 1L);
    }
}
