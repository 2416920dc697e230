package dev.sangja.runtime.receipt;

/**
 * Why a build made no image.
 *
 * @param message what went wrong, in English as the command said it
 * @param line the line in the Dockerfile, counted from 1; 0 if it is about no line
 * @param column the column, counted from 1 in characters; 0 if it is about no column
 * @param exitCode what the command of a RUN ended with; 0 if it is not about a command
 */
public record BuildFailure(String message, int line, int column, int exitCode) {}
