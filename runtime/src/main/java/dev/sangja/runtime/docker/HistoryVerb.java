package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.HistoryRow;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code docker history}. */
final class HistoryVerb implements Verb {
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<Boolean> HUMAN = new Flag<>("human", Optional.of('H'), FlagKind.SWITCH, true);
    private static final Flag<Boolean> NO_TRUNC = Flag.toggle("no-trunc");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Syntax SYNTAX = new Syntax(
            "history",
            "[OPTIONS] IMAGE",
            Arity.exactly(1),
            FlagSet.of(FORMAT, HUMAN, NO_TRUNC, QUIET).notHere("platform"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Instant now = call.operations().engine().now();
        boolean human = flags.get(HUMAN);
        List<GoValue.Struct> rows = call
                .images()
                .reports()
                .history(flags.arguments().get(0))
                .stream()
                .map(line -> HistoryRow.of(line, human, flags.get(NO_TRUNC), now))
                .toList();
        try {
            call.out().print(HistoryRow.listing(human).render(flags.get(FORMAT), flags.get(QUIET), rows));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
        return 0;
    }
}
