package dev.sangja.lessons.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sentences of one subject in one language, by key. Read from {@code /texts/NAME.LANGUAGE.yaml} on the class path;
 * nested keys are joined with dots. Immutable.
 */
public final class Texts {
    private final String source;
    private final Map<String, Template> templates;

    private Texts(String source, Map<String, Template> templates) {
        this.source = source;
        this.templates = Map.copyOf(templates);
    }

    /** Reads the file; throws {@link IllegalArgumentException} if it is absent or one of its texts is malformed. */
    public static Texts load(String name, Language language) {
        String path = "/texts/" + name + "." + language.tag() + ".yaml";
        try (InputStream file = Texts.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("no such resource: " + path);
            }
            Map<String, Template> templates = new LinkedHashMap<>();
            flatten("", new YAMLMapper().readTree(file), templates, path);
            return new Texts(path, templates);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + path, failure);
        }
    }

    /** Every key. */
    public Set<String> keys() {
        return templates.keySet();
    }

    /** The text of that key, if there is one. */
    public Optional<Template> find(String key) {
        return Optional.ofNullable(templates.get(key));
    }

    /** The text of that key with its blanks filled; throws {@link IllegalArgumentException} if there is none. */
    public String say(String key, Map<String, String> values) {
        Template template = templates.get(key);
        if (template == null) {
            throw new IllegalArgumentException("no text " + key + " in " + source);
        }
        return template.fill(values);
    }

    /** The text of a key that has no blanks. */
    public String say(String key) {
        return say(key, Map.of());
    }

    private static void flatten(String prefix, JsonNode node, Map<String, Template> into, String path) {
        if (node.isTextual()) {
            try {
                into.put(prefix, Template.parse(node.textValue().strip()));
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(path + ", " + prefix + ": " + malformed.getMessage(), malformed);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
                            field.getValue(),
                            into,
                            path));
        } else {
            throw new IllegalArgumentException(path + ", " + prefix + ": is neither a text nor a group of texts");
        }
    }
}
