package dev.sangja.runtime.probe;

/**
 * What a probe's command answered.
 *
 * @param exitCode its exit code; 128 plus the signal's number if a signal ended it; 124 if it was out of time
 * @param output what it wrote to both streams, at most 64 KiB
 */
public record ProbeResult(int exitCode, String output) {}
