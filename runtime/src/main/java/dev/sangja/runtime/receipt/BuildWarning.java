package dev.sangja.runtime.receipt;

/**
 * A build check that a Dockerfile does not meet.
 *
 * @param rule its name as Docker's, such as {@code MaintainerDeprecated}
 * @param message what it found, in English as Docker says it
 * @param line the line in the Dockerfile, counted from 1
 * @param column the column, counted from 1 in characters
 */
public record BuildWarning(String rule, String message, int line, int column) {}
