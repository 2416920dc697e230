package dev.sangja.runtime.seccomp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A place in a profile's JSON that knows where it is, so that what it says of itself begins with its JSON pointer (RFC
 * 6901).
 */
record ProfileNode(JsonNode json, String pointer) {
    private static final int MAXIMUM_ELEMENTS = 8192;
    private static final int QUOTED_CHARACTERS = 64;
    private static final BigInteger LARGEST_WORD = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    ProfileException refusal(String why) {
        return new ProfileException((pointer.isEmpty() ? "/" : pointer) + ": " + why);
    }

    /** The text in quotes, cut short: it may be anything. */
    String quoted() {
        String text = text();
        return new TextNode(text.length() > QUOTED_CHARACTERS ? text.substring(0, QUOTED_CHARACTERS) + "…" : text)
                .toString();
    }

    void requireObject() {
        if (!json.isObject()) {
            throw refusal("expected an object, found " + kind());
        }
    }

    /** The field of that name; a null is as good as none, as in Go. */
    Optional<ProfileNode> field(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new ProfileNode(value, pointer + "/" + name));
    }

    List<ProfileNode> elements() {
        if (!json.isArray()) {
            throw refusal("expected an array, found " + kind());
        }
        if (json.size() > MAXIMUM_ELEMENTS) {
            throw refusal(json.size() + " elements are too many; at most " + MAXIMUM_ELEMENTS);
        }
        List<ProfileNode> elements = new ArrayList<>();
        for (JsonNode element : json) {
            elements.add(new ProfileNode(element, pointer + "/" + elements.size()));
        }
        return elements;
    }

    List<String> texts() {
        return elements().stream().map(ProfileNode::text).toList();
    }

    Set<String> distinctTexts() {
        return Set.copyOf(texts());
    }

    String text() {
        if (!json.isTextual()) {
            throw refusal("expected a string, found " + kind());
        }
        return json.textValue();
    }

    /** A number between bounds. */
    long number(long least, long most) {
        BigInteger value = integer();
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw refusal("expected a number from " + least + " to " + most + ", found " + value);
        }
        return value.longValue();
    }

    /** An unsigned number of 64 bits, as a bit pattern. */
    long word() {
        BigInteger value = integer();
        if (value.signum() < 0 || value.compareTo(LARGEST_WORD) > 0) {
            throw refusal("expected a number of 64 bits without a sign, found " + value);
        }
        return value.longValue();
    }

    private BigInteger integer() {
        if (!json.isIntegralNumber()) {
            throw refusal("expected a whole number, found " + kind());
        }
        return json.bigIntegerValue();
    }

    private String kind() {
        return switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> json.isIntegralNumber() ? "a number" : "a fraction";
            case BOOLEAN -> "a boolean";
            case MISSING -> "nothing";
            case NULL, BINARY, POJO -> json.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
