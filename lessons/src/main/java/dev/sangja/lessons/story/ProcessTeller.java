package dev.sangja.lessons.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Changes of program, children that run one, signals, and ends. */
final class ProcessTeller implements Teller {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Cast cast;

    /** Processes that an earlier phase spoke of. */
    private final Set<Integer> met = new HashSet<>();

    /** Processes that became a program before. */
    private final Set<Integer> changed = new HashSet<>();

    ProcessTeller(Cast cast) {
        this.cast = cast;
    }

    @Override
    public void tell(Deed deed, Telling telling) {
        switch (deed.name()) {
            case "kill", "tkill", "tgkill", "pidfd_send_signal" -> signals(deed, telling);
            case "wait4", "waitid" -> ended(deed, telling);
            default -> {}
        }
    }

    @Override
    public void close(Draft draft, Telling telling) {
        switch (draft.kind()) {
            case RUNNING -> ran(draft, telling);
            case BECOMING -> became(draft, telling);
            case SIGNALLING -> followUp(draft, telling);
            case STOPPING -> waited(draft, telling);
            default -> {}
        }
        for (Deed deed : draft.deeds()) {
            met.add(deed.pid());
            if (deed.isExec() && deed.succeeded()) {
                changed.add(deed.pid());
            }
        }
    }

    private void ran(Draft draft, Telling telling) {
        String who = cast.subject(draft.deeds().get(0));
        List<Deed> programs = draft.deeds().stream()
                .filter(deed -> deed.isExec() && deed.succeeded())
                .toList();
        programs.forEach(deed -> telling.didTo(who, "running.ran", deed.programNamed()));
        List<Deed> played = played(draft.deeds(), births(draft.deeds()));
        played.forEach(end -> telling.didTo(who, "running.ran", end.program()));
        if (programs.isEmpty() && played.isEmpty()) {
            draft.deeds().stream()
                    .filter(deed -> deed.isFork() && deed.succeeded())
                    .forEach(deed -> telling.didOnceMore(who, "running.bore"));
        }
    }

    private void became(Draft draft, Telling telling) {
        List<Deed> deeds = draft.deeds();
        Map<Integer, Deed> births = births(deeds);
        for (Deed deed : deeds) {
            if (deed.name().equals("posix_spawn") && deed.succeeded()) {
                telling.didTo(cast.subject(deed), "becoming.started", deed.programNamed());
            } else if (deed.isExec() && deed.succeeded()) {
                String program = Shown.value(deed.programNamed());
                Deed birth = births.get(deed.pid());
                if (birth != null) {
                    telling.didTo(parent(birth, telling), "becoming.child", program);
                } else {
                    boolean again = !changed.add(deed.pid());
                    telling.did(
                            process(deed.pid(), telling),
                            again ? "becoming.next" : "becoming.first",
                            Map.of("program", program));
                }
            }
        }
        for (Deed end : played(deeds, births)) {
            Deed birth = births.getOrDefault(end.pid(), end);
            telling.didTo(parent(birth, telling), "becoming.child", end.program());
        }
        if (telling.isEmpty()) {
            deeds.stream()
                    .filter(deed -> deed.isFork() && deed.succeeded())
                    .forEach(deed -> telling.didOnceMore(cast.subject(deed), "running.bore"));
        }
        insideNumber(deeds, telling);
    }

    /** By child, the call that bore it. */
    private static Map<Integer, Deed> births(List<Deed> deeds) {
        Map<Integer, Deed> births = new HashMap<>();
        deeds.stream().filter(Deed::isFork).forEach(deed -> deed.birth().pid().ifPresent(pid -> births.put(pid, deed)));
        return births;
    }

    /**
     * The ends of children that made no execve(2): a shell of busybox plays its small commands itself, in a child that
     * only takes the command's name.
     */
    private static List<Deed> played(List<Deed> deeds, Map<Integer, Deed> births) {
        Set<Integer> became = deeds.stream().filter(Deed::isExec).map(Deed::pid).collect(Collectors.toSet());
        return deeds.stream()
                .filter(Deed::isExit)
                .filter(deed -> !became.contains(deed.pid()))
                .filter(deed -> Optional.ofNullable(births.get(deed.pid()))
                        .filter(birth -> !birth.program().equals(deed.program()))
                        .isPresent())
                .toList();
    }

    private String parent(Deed birth, Telling telling) {
        return cast.isShell(birth.pid()) ? cast.subject(birth) : process(birth.pid(), telling);
    }

    private String process(int pid, Telling telling) {
        return telling.text(
                met.contains(pid) ? "becoming.sameProcess" : "who.process", Map.of("pid", Integer.toString(pid)));
    }

    /** fork(2) answers in its caller's own numbers, which a learner who looks from outside has never seen. */
    private static void insideNumber(List<Deed> deeds, Telling telling) {
        deeds.stream()
                .filter(deed ->
                        deed.isFork() && deed.succeeded() && deed.setting().nested())
                .filter(deed ->
                        deed.birth().pid().isPresent() && deed.birth().pid().getAsInt() != deed.result())
                .findFirst()
                .ifPresent(deed -> telling.sentence(
                        "becoming.insideNumber",
                        Map.of(
                                "call", deed.name(),
                                "inside", Long.toString(deed.result()),
                                "outside", Integer.toString(deed.birth().pid().orElse(0)))));
    }

    private void signals(Deed deed, Telling telling) {
        String signal = Shown.value(deed.arguments().shown("sig"));
        var target = deed.arguments().number("pid", "tgid", "tid");
        if (target.isPresent() && target.getAsLong() > 0) {
            telling.did(
                    cast.subject(deed),
                    "signalling.sent",
                    Map.of("target", cast.object(target.getAsLong()), "signal", signal));
        } else {
            boolean group = target.isPresent();
            telling.did(
                    cast.subject(deed), group ? "signalling.sentGroup" : "signalling.sentOn", Map.of("signal", signal));
        }
    }

    /** What became of the processes that were signalled, as the machine was seen at the end of the run. */
    private void followUp(Draft draft, Telling telling) {
        Map<Integer, Deed> last = new LinkedHashMap<>();
        for (Deed deed : draft.deeds()) {
            // Inside another PID namespace the number means another process than the machine's.
            if (deed.succeeded() && !deed.setting().nested()) {
                deed.arguments().number("pid", "tgid").ifPresent(pid -> last.put((int) pid, deed));
            }
        }
        for (String fate : List.of("signalling.stillThere", "signalling.alive", "signalling.gone")) {
            List<String> targets = new ArrayList<>();
            last.forEach((pid, deed) -> {
                if (pid > 0 && fate.equals(fate(pid, deed))) {
                    targets.add(cast.object(pid));
                }
            });
            if (!targets.isEmpty()) {
                telling.atLast(fate, Map.of("target", telling.names(targets), "n", Integer.toString(targets.size())));
            }
        }
    }

    private String fate(int pid, Deed deed) {
        if (cast.signalledAgain(pid, deed)) {
            return "signalling.stillThere";
        }
        return cast.aliveAfterwards(pid)
                .map(alive -> alive ? "signalling.alive" : "signalling.gone")
                .orElse("");
    }

    /** How long a stopped container was given to end by itself. */
    private static void waited(Draft draft, Telling telling) {
        Optional<Deed> asked = sending(draft, signal -> !signal.equals("SIGKILL"));
        Optional<Deed> forced = sending(draft, "SIGKILL"::equals);
        if (asked.isPresent() && forced.isPresent()) {
            double seconds = (forced.get().entry().startNanos() - asked.get().endNanos()) / NANOS_PER_SECOND;
            telling.atLast(
                    "stopping.waited",
                    Map.of(
                            "signal", Shown.value(asked.get().arguments().shown("sig")),
                            "seconds", String.format(Locale.ROOT, "%.1f", Math.max(0, seconds))));
        }
    }

    private static Optional<Deed> sending(Draft draft, Predicate<String> which) {
        return draft.deeds().stream()
                .filter(deed -> deed.succeeded() && which.test(deed.arguments().shown("sig")))
                .findFirst();
    }

    private void ended(Deed deed, Telling telling) {
        String shown = deed.entry().call().render();
        int start = shown.indexOf("WTERMSIG(s) == ");
        if (start < 0) {
            return;
        }
        String signal = shown.substring(start + "WTERMSIG(s) == ".length()).replaceFirst("[^A-Z0-9].*", "");
        telling.sentence(
                deed.setting().nested() ? "ending.signalInside" : "ending.signal",
                Map.of("pid", Long.toString(deed.result()), "signal", Shown.value(signal)));
    }
}
