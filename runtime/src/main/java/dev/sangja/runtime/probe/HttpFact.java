package dev.sangja.runtime.probe;

import java.util.Map;

/**
 * What a GET request answered that was made from inside a place's network namespace.
 *
 * @param status the status code; 0 if there was no answer
 * @param headers by lower-case name
 * @param body at most 64 KiB
 * @param failure why there was no answer, in English; empty if there was one
 */
public record HttpFact(int status, Map<String, String> headers, String body, String failure) {
    public HttpFact {
        headers = Map.copyOf(headers);
    }
}
