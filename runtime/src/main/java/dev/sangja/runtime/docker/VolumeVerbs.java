package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.Sizes;
import dev.sangja.runtime.docker.format.VolumeRow;
import dev.sangja.runtime.docker.option.Labels;
import dev.sangja.runtime.docker.template.TemplateException;
import dev.sangja.runtime.volume.VolumeOperations;
import dev.sangja.runtime.volume.VolumeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code docker volume}. */
final class VolumeVerbs {
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<String> DRIVER = Flag.text('d', "driver");
    private static final Flag<Boolean> FORCE = Flag.toggle('f', "force");
    private static final Flag<List<PsFilter.Condition>> FILTER =
            new Flag<>("filter", Optional.of('f'), FlagKind.many("filter", PsFilter::condition), List.of());
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<List<String>> LABEL = Flag.list("label");
    private static final Flag<String> NAME = Flag.text("name");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");

    private VolumeVerbs() {}

    /** Every verb of the group by its name. */
    static Map<String, Verb> all() {
        Map<String, Verb> verbs = new TreeMap<>();
        verbs.put(
                "create",
                new PlainVerb(
                        new Syntax(
                                "volume.create",
                                "[OPTIONS] [VOLUME]",
                                Arity.between(0, 1),
                                FlagSet.of(DRIVER, LABEL, NAME).notHere("opt", "o")),
                        VolumeVerbs::create));
        verbs.put(
                "ls",
                new PlainVerb(
                        new Syntax("volume.ls", "[OPTIONS]", Arity.NONE, FlagSet.of(FILTER, FORMAT, QUIET)),
                        VolumeVerbs::list));
        verbs.put(
                "rm",
                new PlainVerb(
                        new Syntax("volume.rm", "[OPTIONS] VOLUME [VOLUME...]", Arity.atLeast(1), FlagSet.of(FORCE)),
                        VolumeVerbs::remove));
        verbs.put(
                "prune",
                new PlainVerb(
                        new Syntax(
                                "volume.prune",
                                "[OPTIONS]",
                                Arity.NONE,
                                FlagSet.of(ALL, FORCE).notHere("filter")),
                        VolumeVerbs::prune));
        verbs.put("inspect", InspectVerb.volume());
        return verbs;
    }

    private static int create(ParsedFlags flags, Invocation call) {
        String driver = flags.get(DRIVER);
        if (!driver.isEmpty() && !driver.equals("local")) {
            throw new ContainerProblem.NotHere("volume driver " + driver);
        }
        Optional<String> name = flags.arguments().stream().findFirst();
        if (name.isPresent() && !flags.get(NAME).isEmpty()) {
            throw new VerbFailure(
                    "conflicting options: cannot specify a volume-name through both --name and as a positional arg", 1);
        }
        Optional<String> wanted = name.or(() -> Optional.of(flags.get(NAME))).filter(given -> !given.isEmpty());
        call.out()
                .line(call.host()
                        .volumes()
                        .create(wanted, Labels.of(flags.get(LABEL)))
                        .name());
        return 0;
    }

    private static int list(ParsedFlags flags, Invocation call) {
        VolumeOperations volumes = call.host().volumes();
        Set<String> used = volumes.used();
        NameConditions<VolumeRecord> conditions = new NameConditions<>(
                flags.get(FILTER),
                Map.of(
                        "dangling",
                                (volume, value) ->
                                        NameConditions.truth("dangling", value) != used.contains(volume.name()),
                        "driver", (volume, value) -> value.equals("local"),
                        "label", (volume, value) -> NameConditions.hasLabel(volume.labels(), value),
                        "name", (volume, value) -> volume.name().contains(value)));
        try {
            call.out()
                    .print(VolumeRow.listing()
                            .render(
                                    flags.get(FORMAT),
                                    flags.get(QUIET),
                                    volumes.volumes().stream()
                                            .filter(conditions::accepts)
                                            .map(volume -> VolumeRow.of(
                                                    volume,
                                                    volumes.directory(volume).toString()))
                                            .toList()));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
        return 0;
    }

    private static int remove(ParsedFlags flags, Invocation call) {
        List<String> problems = new ArrayList<>();
        for (String name : flags.arguments()) {
            try {
                call.host().volumes().remove(name);
                call.out().line(name);
            } catch (ContainerProblem.NoSuchVolume missing) {
                if (flags.get(FORCE)) {
                    call.out().line(name);
                } else {
                    problems.add("Error response from daemon: " + missing.getMessage());
                }
            } catch (ContainerProblem problem) {
                problems.add("Error response from daemon: " + problem.getMessage());
            }
        }
        problems.forEach(call.error()::line);
        return problems.isEmpty() ? 0 : 1;
    }

    private static int prune(ParsedFlags flags, Invocation call) {
        boolean all = flags.get(ALL);
        if (!flags.get(FORCE)) {
            Confirmation.require(
                    (all ? "all" : "anonymous") + " local volumes not used by at least one container.",
                    "volume prune",
                    call);
        }
        VolumeOperations volumes = call.host().volumes();
        Set<String> used = volumes.used();
        StringBuilder deleted = new StringBuilder();
        long bytes = 0;
        for (VolumeRecord volume : volumes.volumes()) {
            if ((all || volume.anonymous()) && !used.contains(volume.name())) {
                bytes += volumes.bytes(volume);
                volumes.remove(volume.name());
                deleted.append(volume.name()).append('\n');
            }
        }
        if (deleted.length() > 0) {
            call.out().line("Deleted Volumes:\n" + deleted);
        }
        call.out().line("Total reclaimed space: " + Sizes.precise(bytes));
        return 0;
    }
}
