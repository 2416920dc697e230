package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.Sizes;
import dev.sangja.runtime.library.Removed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code docker image prune}. The lab's own images, which all machines share, stay. */
final class PruneImagesVerb implements Verb {
    private static final int LONGEST_ANSWER = 100;
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<Boolean> FORCE = Flag.toggle('f', "force");
    private static final Flag<java.util.List<PsFilter.Condition>> FILTER =
            new Flag<>("filter", java.util.Optional.empty(), ImagesVerb.FILTER.kind(), java.util.List.of());
    private static final Syntax SYNTAX =
            new Syntax("image.prune", "[OPTIONS]", Arity.NONE, FlagSet.of(ALL, FILTER, FORCE));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        boolean all = flags.get(ALL);
        ImagesFilter filter = new ImagesFilter(
                flags.get(FILTER),
                call.operations().images(),
                call.operations().engine().now());
        String which = all ? "all images without at least one container associated to them." : "all dangling images.";
        if (!flags.get(FORCE) && !confirmed(which, call)) {
            throw new VerbFailure("image prune has been cancelled", 1);
        }
        Removed removed = call.images().prune(all, filter);
        if (!removed.deleted().isEmpty()) {
            StringBuilder text = new StringBuilder("Deleted Images:\n");
            removed.untagged()
                    .forEach(name -> text.append("untagged: ").append(name).append('\n'));
            removed.deleted()
                    .forEach(digest -> text.append("deleted: ").append(digest).append('\n'));
            call.out().line(text.toString());
        }
        call.out().line("Total reclaimed space: " + Sizes.precise(removed.bytes()));
        return 0;
    }

    private static boolean confirmed(String which, Invocation call) {
        call.out().print("WARNING! This will remove " + which + "\nAre you sure you want to continue? [y/N] ");
        return answer(call.streams().input()).strip().toLowerCase(Locale.ROOT).equals("y");
    }

    private static String answer(InputStream in) {
        byte[] answer = new byte[LONGEST_ANSWER];
        int length = 0;
        try {
            int next = in.read();
            while (next >= 0 && next != '\n' && length < answer.length) {
                answer[length++] = (byte) next;
                next = in.read();
            }
        } catch (IOException gone) {
            return "";
        }
        return new String(answer, 0, length, StandardCharsets.UTF_8);
    }
}
