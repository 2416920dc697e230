package dev.sangja.lessons.story;

import dev.sangja.runtime.receipt.NamespaceType;
import java.util.Optional;

/**
 * A piece of a call as it is shown.
 *
 * @param text what is written
 * @param namespace the kind of namespace that this piece is about, so that a page can colour it
 */
public record CallSpan(String text, Optional<NamespaceType> namespace) {
    static CallSpan plain(String text) {
        return new CallSpan(text, Optional.empty());
    }
}
