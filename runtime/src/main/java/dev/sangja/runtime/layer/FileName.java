package dev.sangja.runtime.layer;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * File names are bytes to Linux. Here they are strings: UTF-8, with each byte that is not UTF-8 kept as the lone
 * surrogate U+DC80 to U+DCFF (as in Python's PEP 383), so that every name survives the way to an archive and back, even
 * when this JVM's locale knows nothing but ASCII.
 */
public final class FileName {
    private static final int ESCAPE = 0xDC00;

    private FileName() {}

    public static String decode(byte[] name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return decodeWithEscapes(name);
        }
    }

    private static String decodeWithEscapes(byte[] name) {
        StringBuilder text = new StringBuilder();
        var decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(name);
        CharBuffer chars = CharBuffer.allocate(name.length);
        while (bytes.hasRemaining()) {
            var result = decoder.decode(bytes, chars, true);
            if (result.isError()) {
                chars.flip();
                text.append(chars);
                chars.clear();
                for (int i = 0; i < result.length(); i++) {
                    text.append((char) (ESCAPE + (bytes.get() & 0xFF)));
                }
                decoder.reset();
            }
        }
        chars.flip();
        return text.append(chars).toString();
    }

    public static byte[] encode(String name) {
        var bytes = new java.io.ByteArrayOutputStream(name.length() + 8);
        for (int i = 0; i < name.length(); ) {
            int point = name.codePointAt(i);
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF) {
                bytes.write(point - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
            i += Character.charCount(point);
        }
        return bytes.toByteArray();
    }

    /** The child of a directory with exactly these bytes as its name. */
    public static Path resolve(Path directory, String name) {
        if (isPlain(name)) {
            return directory.resolve(name);
        }
        return directory.resolve(fromBytes("/" + percent(encode(name))).getFileName());
    }

    /** What lies at an absolute path inside a root; {@code /} is the root itself. */
    public static Path descend(Path root, String path) {
        Path place = root;
        for (String part : path.split("/", -1)) {
            place = part.isEmpty() ? place : resolve(place, part);
        }
        return place;
    }

    /** A symbolic link's target, byte for byte; it may be relative, absolute, or nonsense. */
    public static Path target(String target) {
        if (isPlain(target)) {
            return Path.of(target);
        }
        Path absolute = fromBytes("/" + percent(encode(target)));
        return target.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    /** The whole path as text, byte for byte. */
    public static String of(Path path) {
        String text = path.toString();
        if (isPlain(text)) {
            return text;
        }
        StringBuilder exact = new StringBuilder(path.isAbsolute() ? "/" : "");
        for (Path part : path) {
            String raw = Path.of("/").resolve(part).toUri().getRawPath();
            exact.append(decode(unpercent(raw.substring(1)))).append('/');
        }
        exact.setLength(Math.max(exact.length() - 1, 0));
        return exact.toString();
    }

    /** Bytes that are not UTF-8 as {@code \xNN}: what leaves this process goes as JSON, which is Unicode. */
    public static String shown(String path) {
        if (path.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return path;
        }
        StringBuilder text = new StringBuilder();
        path.codePoints().forEach(point -> {
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF) {
                text.append(String.format("\\x%02X", point - ESCAPE));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 0x80);
    }

    /** A file URI is the one door of java.nio that takes bytes and asks no locale. */
    private static Path fromBytes(String rawPath) {
        return Path.of(URI.create("file://" + rawPath));
    }

    private static String percent(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 3);
        for (byte one : bytes) {
            if (one == '/') {
                text.append('/');
            } else {
                text.append('%').append(String.format("%02X", one & 0xFF));
            }
        }
        return text.toString();
    }

    private static byte[] unpercent(String raw) {
        String path = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        var bytes = new java.io.ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
