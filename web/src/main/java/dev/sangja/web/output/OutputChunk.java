package dev.sangja.web.output;

import dev.sangja.runtime.receipt.OutputStreamName;

/**
 * A piece of output as it came.
 *
 * @param stream where it was written
 * @param text what was written, with its escape sequences
 */
public record OutputChunk(OutputStreamName stream, String text) {}
