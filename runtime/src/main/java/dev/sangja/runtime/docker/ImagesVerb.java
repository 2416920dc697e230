package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.ImageRow;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code docker images}. */
final class ImagesVerb implements Verb {
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<Boolean> DIGESTS = Flag.toggle("digests");
    static final Flag<List<PsFilter.Condition>> FILTER =
            new Flag<>("filter", Optional.of('f'), FlagKind.many("filter", PsFilter::condition), List.of());
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<Boolean> NO_TRUNC = Flag.toggle("no-trunc");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Syntax SYNTAX = new Syntax(
            "images",
            "[OPTIONS] [REPOSITORY[:TAG]]",
            Arity.between(0, 1),
            FlagSet.of(ALL, DIGESTS, FILTER, FORMAT, NO_TRUNC, QUIET).notHere("tree"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Instant now = call.operations().engine().now();
        String wanted = flags.arguments().isEmpty() ? "" : flags.arguments().get(0);
        List<ImageDetails> images = call.operations().images();
        ImagesFilter filter = new ImagesFilter(flags.get(FILTER), images, now);
        List<GoValue.Struct> rows = images.stream()
                .sorted(Comparator.comparing(ImageDetails::createdAt)
                        .reversed()
                        .thenComparing(image -> String.join(" ", image.tags())))
                .filter(filter)
                .map(image -> only(image, filter.names(image), wanted))
                .filter(image -> wanted.isEmpty() || !image.tags().isEmpty())
                .flatMap(image -> ImageRow.of(image, flags.get(NO_TRUNC), now).stream())
                .toList();
        try {
            call.out().print(ImageRow.listing(flags.get(DIGESTS)).render(flags.get(FORMAT), flags.get(QUIET), rows));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
        return 0;
    }

    /** The image with those of its names alone that were asked for. */
    private static ImageDetails only(ImageDetails image, List<String> names, String wanted) {
        boolean tagged = wanted.indexOf(':', wanted.lastIndexOf('/') + 1) >= 0;
        return image.withTags(names.stream()
                .filter(name -> wanted.isEmpty()
                        || (tagged
                                ? ShellPattern.matches(wanted, name)
                                : ShellPattern.matches(wanted, name.substring(0, name.lastIndexOf(':')))))
                .toList());
    }
}
