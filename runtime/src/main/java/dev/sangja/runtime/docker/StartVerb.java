package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.util.List;
import java.util.Optional;

/** {@code docker start}. */
final class StartVerb implements Verb {
    private static final Flag<Boolean> ATTACH = Flag.toggle('a', "attach");
    private static final Flag<Boolean> INTERACTIVE = Flag.toggle('i', "interactive");
    private static final Flag<Boolean> SIG_PROXY = new Flag<>("sig-proxy", Optional.empty(), FlagKind.SWITCH, true);
    private static final Syntax SYNTAX = new Syntax(
            "start",
            "[OPTIONS] CONTAINER [CONTAINER...]",
            Arity.atLeast(1),
            FlagSet.of(ATTACH, INTERACTIVE, SIG_PROXY).notHere("detach-keys"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        List<String> references = flags.arguments();
        if (flags.get(ATTACH) || flags.get(INTERACTIVE)) {
            if (references.size() > 1) {
                throw new VerbFailure("you cannot start and attach multiple containers at once", 1);
            }
            return attached(references.get(0), flags, call);
        }
        Batch batch = new Batch(call)
                .each(
                        references,
                        (reference, container) -> call.operations()
                                .start(
                                        container.id(),
                                        Attachment.none(
                                                container.spec().process().terminal())));
        if (batch.finish() != 0) {
            throw new VerbFailure("Error: failed to start containers: " + String.join(", ", batch.failed()), 1);
        }
        return 0;
    }

    private static int attached(String reference, ParsedFlags flags, Invocation call) {
        ContainerRecord container = call.container(reference);
        boolean terminal = container.spec().process().terminal();
        boolean input = flags.get(INTERACTIVE) && container.spec().process().openStdin();
        call.requireTerminal(terminal, input);
        Session session = call.operations().start(container.id(), Attachment.of(call.streams(), input, terminal));
        return SignalProxy.await(session, container, flags.get(SIG_PROXY), call);
    }
}
