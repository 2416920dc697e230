package dev.sangja.lessons.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A language that everything is written in. All of them are always complete. */
public enum Language {
    KO("ko"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Its BCP 47 tag, as in {@code lang} attributes, file names and addresses: {@code ko}, {@code en}. */
    @JsonValue
    public String tag() {
        return tag;
    }

    /** The language with that tag, if we have it. */
    public static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    @JsonCreator
    static Language parse(String tag) {
        return ofTag(tag).orElseThrow(() -> new IllegalArgumentException("no such language: " + tag));
    }
}
