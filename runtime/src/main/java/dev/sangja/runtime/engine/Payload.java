package dev.sangja.runtime.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;

/** Bytes inside a message; on the wire they are Base64 text. */
public record Payload(@JsonValue String base64) {
    @JsonCreator
    public Payload {
        requireNonNull(base64, "base64");
    }

    /** These bytes. */
    public static Payload of(byte[] bytes) {
        return new Payload(Base64.getEncoder().encodeToString(bytes));
    }

    /** The bytes again. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
