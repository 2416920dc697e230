package dev.sangja.runtime.docker.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that {@code -e} and {@code --env-file} set. */
public final class Environment {
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final int BYTE = 0xff;

    private Environment() {}

    /** Checks what {@code -e} takes; throws {@link IllegalArgumentException} with Docker's reason. */
    public static String entry(String text) {
        if (text.isEmpty() || text.startsWith("=")) {
            throw new IllegalArgumentException("invalid environment variable: " + text);
        }
        return text;
    }

    /** The entry, where a bare name takes the client's value; it stays bare where the client has none. */
    public static String resolve(String entry, Map<String, String> client) {
        String value = client.get(entry);
        return entry.contains("=") || value == null ? entry : entry + "=" + value;
    }

    /**
     * The lines of a file of variables: comments and empty lines are left out, bare names the client does not have too.
     *
     * @throws OptionException with Docker's message
     */
    public static List<String> file(String name, byte[] content, Map<String, String> client) {
        List<String> entries = new ArrayList<>();
        int number = 0;
        for (byte[] line : lines(content)) {
            number++;
            String text = decode(name, line, number).stripLeading();
            if (!text.isEmpty() && !text.startsWith("#")) {
                fileEntry(name, text, client).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static Optional<String> fileEntry(String file, String line, Map<String, String> client) {
        int equals = line.indexOf('=');
        String variable = equals < 0 ? line : line.substring(0, equals);
        if (variable.isEmpty()) {
            throw invalid(file, "no variable name on line '" + line + "'");
        }
        if (variable.chars().anyMatch(Character::isWhitespace)) {
            throw invalid(file, "variable '" + variable + "' contains whitespaces");
        }
        return equals >= 0 || client.containsKey(variable) ? Optional.of(resolve(line, client)) : Optional.empty();
    }

    private static List<byte[]> lines(byte[] content) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= content.length; at++) {
            if (at == content.length || content[at] == '\n') {
                int end = at > start && content[at - 1] == '\r' ? at - 1 : at;
                lines.add(Arrays.copyOfRange(content, start, end));
                start = at + 1;
            }
        }
        return lines;
    }

    private static String decode(String file, byte[] line, int number) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            return number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            List<String> bytes = new ArrayList<>();
            for (byte b : line) {
                bytes.add(Integer.toString(b & BYTE));
            }
            throw invalid(file, "invalid utf8 bytes at line " + number + ": [" + String.join(" ", bytes) + "]");
        }
    }

    private static OptionException invalid(String file, String reason) {
        return new OptionException("invalid env file (" + file + "): " + reason);
    }
}
