package dev.sangja.lessons.story;

import dev.sangja.lessons.advice.Advice;
import dev.sangja.lessons.advice.Advisor;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Texts;
import dev.sangja.runtime.receipt.Receipt;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives each phase its sentence. Used for one story, phase after phase. */
final class Narrator {
    /** So many different failures and ends of one phase are told; its rows show the others. */
    private static final int TOLD_APART = 2;

    private final Texts texts;
    private final Language language;
    private final Receipt receipt;
    private final Advisor advisor;
    private final ProcessTeller processes;
    private final Teller files;
    private final Map<PhaseKind, Teller> tellers = new EnumMap<>(PhaseKind.class);

    Narrator(Receipt receipt, Language language, Texts texts, Advisor advisor) {
        this.texts = texts;
        this.language = language;
        this.receipt = receipt;
        this.advisor = advisor;
        Cast cast = new Cast(receipt, texts);
        processes = new ProcessTeller(cast);
        files = new FileTeller(cast, receipt);
        Teller namespaces = new NamespaceTeller(cast, receipt);
        Teller mounts = new MountTeller(cast);
        Teller network = new NetworkTeller(cast);
        Teller privileges = new PrivilegeTeller(cast);
        for (PhaseKind kind : PhaseKind.values()) {
            tellers.put(
                    kind,
                    switch (kind) {
                        case BREAKING_AWAY, BIRTH, ENTERING, NAMING, MAPPING, CLOCKS -> namespaces;
                        case OWN_PROC, PRIVATE_MOUNTS, STACKING, MOUNTING, NEW_ROOT, CLEARING -> mounts;
                        case WIRING, LISTENING, CONNECTING, MAILBOX -> network;
                        case IDENTITY, GIVING_UP, LIMITING -> privileges;
                        case FILES -> files;
                        case BECOMING, RUNNING, SIGNALLING, ENDING, STOPPING, REFUSED, REST -> processes;
                    });
        }
    }

    String sentence(Draft draft) {
        Telling telling = new Telling(texts, language);
        Teller teller = tellers.getOrDefault(draft.kind(), processes);
        if (draft.kind() == PhaseKind.REST) {
            telling.sentence(
                    "rest.counted", Map.of("n", Integer.toString(draft.deeds().size())));
            return telling.whole();
        }
        draft.deeds().stream()
                .filter(deed -> deed.succeeded() && isAbout(draft.kind(), deed))
                .forEach(deed -> teller.tell(deed, telling));
        teller.close(draft, telling);
        if (teller != processes) {
            processes.close(draft, telling);
        }
        failures(draft, telling);
        exits(draft, telling);
        if (telling.isEmpty()) {
            telling.sentence(
                    "nothing", Map.of("n", Integer.toString(draft.deeds().size())));
        }
        return telling.whole();
    }

    /** How its processes came to be stands in a phase too, and is no part of its sentence. */
    private static boolean isAbout(PhaseKind kind, Deed deed) {
        return kind == PhaseKind.BIRTH || !(deed.isFork() || deed.isExec() || deed.isExit());
    }

    private void failures(Draft draft, Telling telling) {
        Map<String, Deed> kinds = new LinkedHashMap<>();
        draft.deeds().stream()
                .filter(Deed::failed)
                .forEach(deed -> kinds.putIfAbsent(deed.name() + deed.errno().orElse(""), deed));
        kinds.values().stream().limit(TOLD_APART).forEach(deed -> failure(deed, telling));
    }

    private void failure(Deed deed, Telling telling) {
        if (deed.birth().deadFirst().isPresent()) {
            telling.sentence(
                    "birth.dead",
                    Map.of(
                            "call", deed.name(),
                            "first", Integer.toString(deed.birth().deadFirst().getAsInt())));
            return;
        }
        Optional<Advice> advice = advisor.onFailure(deed.entry(), receipt.limits(), language);
        telling.sentence(
                advice.isPresent() ? "failed.explained" : "failed.plain",
                Map.of(
                        "call", deed.name(),
                        "errno", deed.errno().orElse(""),
                        "meaning", advice.map(Advice::meaning).orElse("")));
    }

    private static void exits(Draft draft, Telling telling) {
        List<Deed> exits = draft.deeds().stream()
                .filter(deed -> deed.isExit() && deed.exitCode() != 0)
                .toList();
        exits.stream()
                .limit(TOLD_APART)
                .forEach(deed -> telling.sentence(
                        "exited",
                        Map.of(
                                "program",
                                deed.program().isEmpty()
                                        ? telling.text("who.process", Map.of("pid", Integer.toString(deed.pid())))
                                        : Shown.value(deed.program()),
                                "code",
                                Integer.toString(deed.exitCode()))));
    }
}
