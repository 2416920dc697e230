package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.ImageRow;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** {@code docker images}. */
final class ImagesVerb implements Verb {
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<Boolean> DIGESTS = Flag.toggle("digests");
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<Boolean> NO_TRUNC = Flag.toggle("no-trunc");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Syntax SYNTAX = new Syntax(
            "images",
            "[OPTIONS] [REPOSITORY[:TAG]]",
            Arity.between(0, 1),
            FlagSet.of(ALL, DIGESTS, FORMAT, NO_TRUNC, QUIET).notHere("filter", "tree"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Instant now = call.operations().engine().now();
        String wanted = flags.arguments().isEmpty() ? "" : flags.arguments().get(0);
        List<GoValue.Struct> rows = call.operations().images().stream()
                .sorted(Comparator.comparing(ImageDetails::createdAt).reversed())
                .map(image -> only(image, wanted))
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
    private static ImageDetails only(ImageDetails image, String wanted) {
        if (wanted.isEmpty()) {
            return image;
        }
        boolean tagged = wanted.indexOf(':', wanted.lastIndexOf('/') + 1) >= 0;
        List<String> names = image.tags().stream()
                .filter(name -> tagged ? name.equals(wanted) : name.startsWith(wanted + ":"))
                .toList();
        return new ImageDetails(
                image.id(),
                names,
                image.digests(),
                image.createdAt(),
                image.sizeBytes(),
                image.architecture(),
                image.layers(),
                image.defaults());
    }
}
