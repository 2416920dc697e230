package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.DiskUsage;
import dev.sangja.runtime.docker.template.TemplateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code docker system df}. */
final class DiskUsageVerb implements Verb {
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<Boolean> VERBOSE = Flag.toggle('v', "verbose");
    private static final Syntax SYNTAX = new Syntax("system.df", "[OPTIONS]", Arity.NONE, FlagSet.of(FORMAT, VERBOSE));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Instant now = call.operations().engine().now();
        List<DiskUsage.Written> written = new ArrayList<>();
        for (ContainerRecord container : call.operations().containers()) {
            written.add(new DiskUsage.Written(container, call.operations().writableBytes(container.id())));
        }
        DiskUsage usage = new DiskUsage(
                call.images().reports().uses(),
                call.images().reports().layerBytes(),
                written,
                call.operations().volumeSizes(),
                call.images().reports().looseLayers());
        try {
            call.out().print(flags.get(VERBOSE) ? usage.everything(now) : usage.summary(flags.get(FORMAT)));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
        return 0;
    }
}
