package dev.sangja.runtime.dockerfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON form of an instruction's arguments. What only looks like it is none: then the text is a shell's.
 *
 * @param words the strings of the array
 * @param onlyStrings whether there was nothing else in it
 */
record JsonWords(List<String> words, boolean onlyStrings) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The array that a text is, and nothing besides. */
    static Optional<JsonWords> parse(String text) {
        if (!text.stripLeading().startsWith("[")) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        boolean strings = true;
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                if (token == null) {
                    return Optional.empty();
                }
                strings = strings && token == JsonToken.VALUE_STRING;
                words.add(parser.getText());
                parser.skipChildren();
                token = parser.nextToken();
            }
            return parser.nextToken() == null ? Optional.of(new JsonWords(words, strings)) : Optional.empty();
        } catch (IOException shell) {
            return Optional.empty();
        }
    }
}
