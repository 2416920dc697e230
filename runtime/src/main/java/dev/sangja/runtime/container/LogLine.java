package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A line that a container wrote, or the piece of one.
 *
 * @param at when the engine took it
 * @param stream output or error
 * @param bytes as they came, with the line end; a long line comes in pieces, and only the last one has it
 */
// Lines are handed on and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record LogLine(Instant at, StandardStream stream, byte[] bytes) {
    public LogLine {
        requireNonNull(at, "at");
        requireNonNull(stream, "stream");
        requireNonNull(bytes, "bytes");
    }
}
