package dev.sangja.runtime.docker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON documents as Go's {@code json.MarshalIndent} writes them with tabs. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** A document of someone else's, indented; its fields keep their order. */
    public static String indented(byte[] document) {
        try {
            StringBuilder out = new StringBuilder();
            append(MAPPER.readTree(document), "\n", out);
            return out.toString();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static void append(JsonNode node, String line, StringBuilder out) {
        String inner = line + "\t";
        if (node.isObject() && !node.isEmpty()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                out.append(separator).append(inner);
                out.append(MAPPER.getNodeFactory().textNode(field.getKey())).append(": ");
                append(field.getValue(), inner, out);
                separator = ",";
            }
            out.append(line).append('}');
        } else if (node.isArray() && !node.isEmpty()) {
            String separator = "[";
            for (JsonNode element : node) {
                out.append(separator).append(inner);
                append(element, inner, out);
                separator = ",";
            }
            out.append(line).append(']');
        } else {
            out.append(node);
        }
    }
}
