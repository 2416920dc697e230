package dev.sangja.server.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sangja.runtime.receipt.Receipt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Turns receipts and texts into gzipped bytes and back. Safe for use by several threads. */
final class Packing {
    // A newer program's receipt may say more than this one knows.
    private final ObjectMapper json = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    byte[] pack(Receipt receipt) {
        try {
            return zip(json.writeValueAsBytes(receipt));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Receipt unpackReceipt(byte[] packed) {
        try {
            return json.readValue(unzip(packed), Receipt.class);
        } catch (IOException failure) {
            throw new StoreException("read a stored receipt", failure);
        }
    }

    byte[] packText(String text) {
        try {
            return zip(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    String unpackText(byte[] packed) {
        try {
            return new String(unzip(packed), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new StoreException("read a stored text", failure);
        }
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zipper = new GZIPOutputStream(packed)) {
            zipper.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] unzip(byte[] packed) throws IOException {
        try (GZIPInputStream unzipper = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return unzipper.readAllBytes();
        }
    }
}
