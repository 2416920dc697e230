package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Writes text to one of the client's streams, at once. Safe for use by several threads. */
final class TextOutput {
    private final OutputStream stream;

    TextOutput(OutputStream stream) {
        this.stream = stream;
    }

    void print(String text) {
        write(text.getBytes(UTF_8));
    }

    void line(String text) {
        print(text + "\n");
    }

    synchronized void write(byte[] bytes) {
        try {
            stream.write(bytes);
            stream.flush();
        } catch (IOException e) {
            throw new ReaderGoneException(e);
        }
    }
}
