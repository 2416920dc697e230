package dev.sangja.runtime.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of a PAX extended header, {@code "%d %s=%s\n"}; see pax(1). Values are bytes: extended attributes, which
 * stand as {@code SCHILY.xattr.NAME}, need not be text.
 */
final class PaxRecords {
    static final String PATH = "path";
    static final String LINK_PATH = "linkpath";
    static final String SIZE = "size";
    static final String USER = "uid";
    static final String GROUP = "gid";
    static final String MODIFIED = "mtime";
    static final String ATTRIBUTE = "SCHILY.xattr.";

    private PaxRecords() {}

    static byte[] encode(Map<String, byte[]> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new TreeMap<>(records).forEach((key, value) -> {
            byte[] name = FileName.encode(key);
            // The length counts its own digits.
            int body = name.length + value.length + 3;
            int length = body + Integer.toString(body).length();
            if (Integer.toString(length).length() != Integer.toString(body).length()) {
                length = body + Integer.toString(length).length();
            }
            all.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(name);
            all.write('=');
            all.writeBytes(value);
            all.write('\n');
        });
        return all.toByteArray();
    }

    static Map<String, byte[]> decode(byte[] text) {
        Map<String, byte[]> records = new TreeMap<>();
        int at = 0;
        while (at < text.length) {
            int space = indexOf(text, (byte) ' ', at, text.length);
            int length = space < 0 || space - at > 9 ? -1 : number(text, at, space);
            int end = at + length;
            int equals = length < 0 ? -1 : indexOf(text, (byte) '=', space + 1, Math.min(end, text.length));
            if (length <= 0 || end > text.length || equals < 0 || text[end - 1] != '\n') {
                throw new LayerException("a PAX record is malformed");
            }
            records.put(
                    FileName.decode(Arrays.copyOfRange(text, space + 1, equals)),
                    Arrays.copyOfRange(text, equals + 1, end - 1));
            at = end;
        }
        return records;
    }

    private static int indexOf(byte[] text, byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int number(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            value = value * 10 + text[i] - '0';
        }
        return to > from ? value : -1;
    }
}
