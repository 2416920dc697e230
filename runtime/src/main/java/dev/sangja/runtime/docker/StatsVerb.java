package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.UsageRow;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docker stats}. */
final class StatsVerb implements Verb {
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<Boolean> NO_STREAM = Flag.toggle("no-stream");
    private static final Flag<Boolean> NO_TRUNC = Flag.toggle("no-trunc");
    private static final Syntax SYNTAX = new Syntax(
            "stats", "[OPTIONS] [CONTAINER...]", Arity.ANY_NUMBER, FlagSet.of(ALL, FORMAT, NO_STREAM, NO_TRUNC));
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Map<String, ContainerRecord> named = new LinkedHashMap<>();
        flags.arguments().forEach(reference -> named.put(reference, call.container(reference)));
        boolean terminal = call.streams().isTerminal(StandardStream.STDOUT);
        Map<String, ContainerUsage> before = sample(watched(named, flags, call), call);
        do {
            call.cancellation().sleep(INTERVAL);
            Map<String, ContainerRecord> watched = watched(named, flags, call);
            Map<String, ContainerUsage> after = sample(watched, call);
            String table = render(watched, before, after, flags);
            boolean redraws = terminal && !flags.get(NO_STREAM);
            call.out().print(redraws ? HOME + table.replace("\n", CLEAR_LINE + "\n") + CLEAR_REST : table);
            before = after;
        } while (!flags.get(NO_STREAM));
        return 0;
    }

    /** The containers that were named, or else all that run, by the names that the table shows. */
    private static Map<String, ContainerRecord> watched(
            Map<String, ContainerRecord> named, ParsedFlags flags, Invocation call) {
        if (!named.isEmpty()) {
            return named;
        }
        Map<String, ContainerRecord> all = new LinkedHashMap<>();
        List<ContainerRecord> containers = call.operations().containers();
        for (int i = containers.size() - 1; i >= 0; i--) {
            ContainerRecord container = containers.get(i);
            if (flags.get(ALL) || container.state().isRunning()) {
                all.put(container.id().value(), container);
            }
        }
        return all;
    }

    private static Map<String, ContainerUsage> sample(Map<String, ContainerRecord> watched, Invocation call) {
        Map<String, ContainerUsage> usage = new LinkedHashMap<>();
        watched.forEach((reference, container) -> {
            try {
                usage.put(reference, call.operations().usage(container.id()));
            } catch (ContainerProblem.NoSuchContainer removed) {
                // It was there when it was looked for; a table without it is the truth now.
            }
        });
        return usage;
    }

    private static String render(
            Map<String, ContainerRecord> watched,
            Map<String, ContainerUsage> before,
            Map<String, ContainerUsage> after,
            ParsedFlags flags) {
        List<GoValue.Struct> rows = new ArrayList<>();
        watched.forEach((reference, container) -> {
            ContainerUsage now = after.get(reference);
            if (now != null) {
                ContainerUsage then = before.getOrDefault(reference, now);
                rows.add(UsageRow.of(container, reference, then, now, flags.get(NO_TRUNC)));
            }
        });
        try {
            return UsageRow.listing().render(flags.get(FORMAT), false, rows);
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
    }
}
