package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.container.RestartPolicy;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.OptionException;
import java.util.Optional;

/** {@code docker update}. */
final class UpdateVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax(
            "update",
            "[OPTIONS] CONTAINER [CONTAINER...]",
            Arity.atLeast(1),
            FlagSet.of(
                            RunFlags.CPUS,
                            RunFlags.CPU_SHARES,
                            RunFlags.CPUSET_CPUS,
                            RunFlags.MEMORY,
                            RunFlags.PIDS_LIMIT,
                            RunFlags.RESTART)
                    .notHere(
                            "blkio-weight",
                            "cpu-period",
                            "cpu-quota",
                            "cpu-rt-period",
                            "cpu-rt-runtime",
                            "cpuset-mems",
                            "memory-reservation",
                            "memory-swap"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        if (!flags.hasAny()) {
            throw new VerbFailure("you must provide one or more flags when using this command", 1);
        }
        LimitSpec limits = SpecReader.limits(flags);
        Optional<RestartPolicy> restart = restart(flags);
        return new Batch(call)
                .each(
                        flags.arguments(),
                        (reference, container) -> call.operations()
                                .update(container.id(), limits, restart)
                                .forEach(warning -> call.error().line("WARNING: " + warning)))
                .finish();
    }

    private static Optional<RestartPolicy> restart(ParsedFlags flags) {
        try {
            return flags.has(RunFlags.RESTART)
                    ? Optional.of(SpecReader.restart(flags.get(RunFlags.RESTART)))
                    : Optional.empty();
        } catch (OptionException problem) {
            throw new VerbFailure(String.valueOf(problem.getMessage()), 1);
        }
    }
}
