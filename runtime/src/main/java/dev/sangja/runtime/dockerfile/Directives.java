package dev.sangja.runtime.dockerfile;

import java.util.Optional;

/**
 * The parser directives at the head of a file.
 *
 * @param syntax the front end that was asked for; there is one here, whatever it says
 * @param escape {@code \} or {@code `}
 * @param check which build checks count
 */
public record Directives(Optional<String> syntax, char escape, CheckOptions check) {
    static final Directives NONE = new Directives(Optional.empty(), '\\', CheckOptions.DEFAULT);
}
