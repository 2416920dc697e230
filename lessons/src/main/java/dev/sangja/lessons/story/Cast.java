package dev.sangja.lessons.story;

import dev.sangja.lessons.text.Texts;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.runtime.receipt.Receipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is who in a run, in the words of one language. */
final class Cast {
    private final Receipt receipt;
    private final Texts texts;
    private final Set<Integer> known = new HashSet<>();

    /** By process, the place in the journal of the last signal that reached it. */
    private final Map<Integer, Long> lastSignals = new HashMap<>();

    Cast(Receipt receipt, Texts texts) {
        this.receipt = receipt;
        this.texts = texts;
        receipt.before().processes().forEach(process -> known.add(process.pid()));
        for (JournalEntry entry : receipt.journal().entries()) {
            known.add(entry.pid());
            if (entry.call().name().equals("kill") && entry.outcome() instanceof Outcome.Returned) {
                Arguments.of(entry.call()).number("pid").ifPresent(pid -> lastSignals.put((int) pid, entry.sequence()));
            }
        }
    }

    /** Whether another signal reached that process after this one: it was still there. */
    boolean signalledAgain(int pid, Deed deed) {
        return lastSignals.getOrDefault(pid, -1L) > deed.entry().sequence();
    }

    /** Whoever did it, as the subject of a sentence. */
    String subject(Deed deed) {
        if (deed.byEngine()) {
            return texts.say("who.engine");
        }
        if (isShell(deed.pid())) {
            return texts.say("who.shell");
        }
        return deed.program().isEmpty()
                ? texts.say("who.process", Map.of("pid", Integer.toString(deed.pid())))
                : Shown.value(deed.program());
    }

    boolean isShell(int pid) {
        return pid == receipt.before().shellPid();
    }

    /** A process as the object of a sentence: a container's first process by the container's name. */
    String object(long pid) {
        Optional<ContainerView> container = Stream.concat(
                        receipt.before().containers().stream(), receipt.after().containers().stream())
                .filter(view -> view.pid() == pid && pid != 0)
                .findFirst();
        return container
                .map(view -> texts.say("who.firstOf", Map.of("container", Shown.value(view.name()))))
                .orElseGet(() -> texts.say("who.object", Map.of("pid", Long.toString(pid))));
    }

    /** Whether that process was still alive at the end; empty where nobody can say. */
    Optional<Boolean> aliveAfterwards(int pid) {
        Optional<ProcessView> view = receipt.after().processes().stream()
                .filter(process -> process.pid() == pid)
                .findFirst();
        if (view.isPresent()) {
            return view.get().state().startsWith("Z") ? Optional.empty() : Optional.of(true);
        }
        return known.contains(pid) && !receipt.after().processes().isEmpty() ? Optional.of(false) : Optional.empty();
    }
}
