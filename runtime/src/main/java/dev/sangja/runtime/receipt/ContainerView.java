package dev.sangja.runtime.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * One container of a machine.
 *
 * @param id its 64 hexadecimal digits
 * @param name its name, without a slash
 * @param image the image it was made from, as the learner named it
 * @param state {@code created}, {@code running}, {@code paused} or {@code exited}
 * @param pid its process 1 as the machine counts it, 0 if it is not running
 * @param exitCode what it ended with; 0 until then
 * @param outOfMemory whether the kernel's memory limit ended it
 */
public record ContainerView(
        String id,
        String name,
        String image,
        String state,
        int pid,
        int exitCode,
        boolean outOfMemory,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {}
