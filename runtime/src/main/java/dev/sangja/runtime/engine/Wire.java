package dev.sangja.runtime.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Messages as frames on a pipe: four bytes of length, most significant first, then that many bytes of JSON.
 *
 * <p>A frame of more than {@value #MOST_BYTES} bytes is refused. Writing is safe for several threads, and blocks while
 * the other side does not read: that is the back-pressure. Reading belongs to one thread.
 */
public final class Wire {
    static final int MOST_BYTES = 64 << 20;

    private final ObjectMapper mapper = mapper();
    private final DataInputStream in;
    private final DataOutputStream out;

    public Wire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** The mapper that engines and servers share: times as text, unknown properties passed over. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .configure(JsonParser.Feature.AUTO_CLOSE_SOURCE, false)
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    /** Sends one message. */
    public void write(Object message) throws IOException {
        byte[] bytes = mapper.writeValueAsBytes(message);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("a message of " + bytes.length + " bytes is longer than " + MOST_BYTES);
        }
        synchronized (out) {
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    /** The next message; empty when the other side has closed. */
    public <T> Optional<T> read(Class<T> type) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException closed) {
            return Optional.empty();
        }
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("a frame claims " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Optional.of(mapper.readValue(bytes, type));
    }

    /** The value as a tree, for an answer. */
    JsonNode tree(Object value) {
        return mapper.valueToTree(value);
    }
}
