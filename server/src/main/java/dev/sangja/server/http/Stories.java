package dev.sangja.server.http;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.receipt.Story;
import java.util.Optional;

/** Tells what happened in a run, in a language. Safe for use by several threads. */
final class Stories {
    Story tell(Optional<Receipt> receipt, Language language) {
        return Story.EMPTY;
    }
}
