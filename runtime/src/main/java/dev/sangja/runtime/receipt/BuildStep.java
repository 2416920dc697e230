package dev.sangja.runtime.receipt;

import java.util.Optional;

/**
 * One instruction of a Dockerfile as a build carried it out.
 *
 * @param stage its stage's name, or its number counted from 0 if it has none
 * @param number its number within the stage, counted from 1
 * @param total how many the stage has
 * @param firstLine its first line in the Dockerfile, counted from 1; the line of FROM for a trigger of the parent image
 * @param lastLine its last line
 * @param instruction its name in capitals, such as {@code RUN}
 * @param text the whole instruction as it was written
 * @param trigger whether it is an ONBUILD trigger of the parent image
 * @param cached whether its result was there already and nothing was carried out
 * @param startNanos when it began, in nanoseconds since the run began
 * @param durationNanos how long it took
 * @param layer the layer that it left; empty if it only changed settings
 * @param syscalls how many system calls of its RUN were recorded; 0 for any other instruction and for a cached one
 * @param config what it changed in the image's settings, such as {@code Env: A=1}; the empty string if nothing
 */
public record BuildStep(
        String stage,
        int number,
        int total,
        int firstLine,
        int lastLine,
        String instruction,
        String text,
        boolean trigger,
        boolean cached,
        long startNanos,
        long durationNanos,
        Optional<BuildLayer> layer,
        long syscalls,
        String config) {}
