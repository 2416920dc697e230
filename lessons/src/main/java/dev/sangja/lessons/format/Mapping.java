package dev.sangja.lessons.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read key by key. Scalars are taken as they are written, so {@code no} is a word and not
 * false. Whoever has read all keys he knows calls {@link #done}, so that a misspelt key is an error and not silence.
 */
final class Mapping {
    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    Mapping(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new LessonFormatException(file, line, where("") + "must be a mapping of keys to values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key");
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw new LessonFormatException(file, lineOf(tuple.getKeyNode()), where(key) + "is there twice");
            }
            lines.put(key, lineOf(tuple.getKeyNode()));
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    boolean isText(String key) {
        return entries.get(key) instanceof ScalarNode;
    }

    int lineOf(String key) {
        return lines.getOrDefault(key, line);
    }

    String text(String key) {
        return scalar(required(key), key);
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    int number(String key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException wrong) {
            throw error(key, "must be a whole number, not '" + text(key) + "'");
        }
    }

    int number(String key, int otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        String wanted = text(key);
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(wanted)) {
                return constant;
            }
        }
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            known.add(word(constant));
        }
        throw error(key, "is '" + wanted + "', but must be one of " + String.join(", ", known));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The texts of a list; a single text is a list of one; no key is an empty list. */
    List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        Node node = required(key);
        if (node instanceof SequenceNode sequence) {
            List<String> texts = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                texts.add(scalar(item, key));
            }
            return texts;
        }
        return List.of(scalar(node, key));
    }

    /** The mappings of a list; no key is an empty list. */
    List<Mapping> mappings(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!(required(key) instanceof SequenceNode sequence)) {
            throw error(key, "must be a list");
        }
        List<Mapping> mappings = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            mappings.add(new Mapping(file, below(key) + "[" + (mappings.size() + 1) + "]", item));
        }
        return mappings;
    }

    Mapping mapping(String key) {
        return new Mapping(file, below(key), required(key));
    }

    Optional<Mapping> optionalMapping(String key) {
        return has(key) ? Optional.of(mapping(key)) : Optional.empty();
    }

    /** Every key with its text, in the order of the file. */
    Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        keys().forEach(key -> texts.put(key, text(key)));
        return texts;
    }

    /** Refuses keys that nobody asked for. */
    void done() {
        for (String key : entries.keySet()) {
            if (!read.contains(key)) {
                throw error(key, "is not known here");
            }
        }
    }

    int line() {
        return line;
    }

    String file() {
        return file;
    }

    LessonFormatException error(String key, String problem) {
        return new LessonFormatException(file, lines.getOrDefault(key, line), where(key) + problem);
    }

    private Node required(String key) {
        read.add(key);
        Node node = entries.get(key);
        if (node == null) {
            throw new LessonFormatException(file, line, where(key) + "is missing");
        }
        return node;
    }

    private String scalar(Node node, String key) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new LessonFormatException(file, lineOf(node), where(key) + "must be a text");
        }
        return scalar.getValue();
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String where(String key) {
        String name = key.isEmpty() ? path : below(key);
        return name.isEmpty() ? "" : name + " ";
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
