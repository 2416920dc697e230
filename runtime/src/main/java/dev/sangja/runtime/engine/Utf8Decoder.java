package dev.sangja.runtime.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a stream of UTF-8 piece by piece, never splitting a character; what is not UTF-8 becomes replacement
 * characters. Belongs to one thread.
 */
final class Utf8Decoder {
    /** The longest piece that {@link #decode} takes, in bytes. */
    static final int LONGEST_PIECE = 64 * 1024;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer rest = ByteBuffer.allocate(LONGEST_PIECE + 8);

    /** The characters that these bytes complete. */
    String decode(byte[] bytes, int length) {
        rest.put(bytes, 0, length).flip();
        CharBuffer characters = CharBuffer.allocate(rest.remaining() + 1);
        decoder.decode(rest, characters, false);
        rest.compact();
        return characters.flip().toString();
    }

    /** What is left of a character that never came whole. */
    String end() {
        rest.flip();
        CharBuffer characters = CharBuffer.allocate(rest.remaining() + 1);
        decoder.decode(rest, characters, true);
        decoder.flush(characters);
        decoder.reset();
        rest.clear();
        return characters.flip().toString();
    }
}
