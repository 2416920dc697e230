package dev.sangja.server.http;

import dev.sangja.lessons.story.Story;
import dev.sangja.lessons.story.Storyteller;
import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.receipt.Receipt;
import java.util.List;
import java.util.Optional;

/** Tells what happened in a run, in a language. Safe for use by several threads. */
final class Stories {
    private static final Story UNTOLD = new Story(List.of(), List.of(), 0);

    private final Storyteller teller = Storyteller.load();

    Story tell(Optional<Receipt> receipt, Language language) {
        return receipt.map(ended -> teller.tell(ended, language)).orElse(UNTOLD);
    }
}
