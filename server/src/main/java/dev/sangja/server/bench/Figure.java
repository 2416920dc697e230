package dev.sangja.server.bench;

/**
 * A measurement with the words that explain it.
 *
 * @param korean what was measured
 * @param english the same in English
 */
public record Figure(String korean, String english, Measurement measurement) {}
