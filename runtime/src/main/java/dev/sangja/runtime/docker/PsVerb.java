package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.ContainerRow;
import dev.sangja.runtime.docker.format.Listing;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code docker ps}. */
final class PsVerb implements Verb {
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<List<PsFilter.Condition>> FILTER =
            new Flag<>("filter", Optional.of('f'), FlagKind.many("filter", PsFilter::condition), List.of());
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<OptionalLong> LAST = Flag.whole('n', "last");
    private static final Flag<Boolean> LATEST = Flag.toggle('l', "latest");
    private static final Flag<Boolean> NO_TRUNC = Flag.toggle("no-trunc");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Flag<Boolean> SIZE = Flag.toggle('s', "size");
    private static final Syntax SYNTAX = new Syntax(
            "ps", "[OPTIONS]", Arity.NONE, FlagSet.of(ALL, FILTER, FORMAT, LAST, LATEST, NO_TRUNC, QUIET, SIZE));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String format = flags.get(FORMAT);
        boolean sizes = flags.get(SIZE) || format.contains(".Size");
        Listing listing = ContainerRow.listing(flags.get(SIZE));
        Instant now = call.operations().engine().now();
        List<ImageDetails> images = call.operations().images();
        List<GoValue.Struct> rows = new ArrayList<>();
        for (ContainerRecord container : chosen(flags, call)) {
            OptionalLong written =
                    sizes ? OptionalLong.of(call.operations().writableBytes(container.id())) : OptionalLong.empty();
            rows.add(ContainerRow.of(
                    container, call.operations().places(container.id()), images, written, flags.get(NO_TRUNC), now));
        }
        try {
            call.out().print(listing.render(format, flags.get(QUIET), rows));
        } catch (TemplateException problem) {
            String deed = problem.whileParsing() ? "parse" : "execute";
            throw new VerbFailure("failed to " + deed + " template: " + problem.getMessage(), 1);
        }
        return 0;
    }

    /** The containers that were asked for, newest first. */
    private static List<ContainerRecord> chosen(ParsedFlags flags, Invocation call) {
        PsFilter filter = new PsFilter(flags.get(FILTER), call.operations());
        long last = flags.get(LATEST) ? 1 : flags.get(LAST).orElse(-1);
        boolean all = flags.get(ALL) || last > 0 || filter.concernsState();
        List<ContainerRecord> newest = new ArrayList<>(call.operations().containers());
        Collections.reverse(newest);
        return newest.stream()
                .limit(last > 0 ? last : Long.MAX_VALUE)
                .filter(container -> all || container.state().isRunning())
                .filter(filter)
                .toList();
    }
}
