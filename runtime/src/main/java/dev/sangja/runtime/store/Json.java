package dev.sangja.runtime.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The store's JSON documents. The same value always gives the same bytes, since their digest is its name; what other
 * tools write may have further fields, and nulls for empty lists.
 */
final class Json {
    private static final JsonSetter.Value EMPTY_IF_NULL = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, type -> type.setSetterInfo(EMPTY_IF_NULL))
            .withConfigOverride(Map.class, type -> type.setSetterInfo(EMPTY_IF_NULL))
            .withConfigOverride(String.class, type -> type.setSetterInfo(EMPTY_IF_NULL))
            .build();

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a value of the store has no JSON form", ours);
        }
    }

    static <T> T read(byte[] json, Class<T> type, String what) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException malformed) {
            throw new StoreException(what + " is not valid: " + malformed.getMessage(), malformed);
        }
    }
}
