package dev.sangja.runtime.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.docker.ClientLanguage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** What the command says, in one language. Immutable. */
final class LabTexts {
    private final Properties texts = new Properties();

    LabTexts(ClientLanguage language) {
        String name = "lab." + language.code() + ".properties";
        try (Reader reader =
                new InputStreamReader(Objects.requireNonNull(LabTexts.class.getResourceAsStream(name), name), UTF_8)) {
            texts.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + name, failure);
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
        return MessageFormat.format(text, arguments);
    }
}
