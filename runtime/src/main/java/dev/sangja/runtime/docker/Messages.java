package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** What the command says in words of our own: help and notes, in the learner's language. Immutable. */
final class Messages {
    /** What a workbench's locale may be. */
    enum Language {
        KOREAN("ko"),
        ENGLISH("en");

        private final String code;

        Language(String code) {
            this.code = code;
        }

        /** The client's language by the variables of locale(7); English unless they say Korean. */
        static Language of(Map<String, String> environment) {
            String locale = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                    .map(name -> environment.getOrDefault(name, ""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
            return locale.toLowerCase(Locale.ROOT).startsWith("ko") ? KOREAN : ENGLISH;
        }
    }

    private final Properties texts = new Properties();

    Messages(Language language) {
        String name = "docker." + language.code + ".properties";
        try (Reader reader =
                new InputStreamReader(Objects.requireNonNull(Messages.class.getResourceAsStream(name), name), UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
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
