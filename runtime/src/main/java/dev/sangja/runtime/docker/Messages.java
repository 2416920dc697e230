package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What the command says in words of our own: help and notes, in the learner's language. Immutable. */
final class Messages {
    private final ClientLanguage language;
    private final Properties texts = new Properties();

    Messages(ClientLanguage language) {
        this.language = language;
        String name = "docker." + language.code() + ".properties";
        try (Reader reader =
                new InputStreamReader(Objects.requireNonNull(Messages.class.getResourceAsStream(name), name), UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    ClientLanguage language() {
        return language;
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** The text of that key, with its places filled in. */
    String text(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return arguments.length == 0 ? text : MessageFormat.format(text, arguments);
    }

    /** What a flag of a verb does: in that verb's own words, or in those of the flag everywhere. */
    String flag(String verb, String flag) {
        return Optional.ofNullable(texts.getProperty("flag." + verb + "." + flag))
                .orElseGet(() -> text("flag." + flag));
    }
}
