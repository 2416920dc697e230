package dev.sangja.runtime.machine;

import dev.sangja.runtime.journal.TraceLevel;
import java.time.Duration;
import java.util.UUID;

/**
 * A cell to run in the machine's persistent shell.
 *
 * @param run the run's id, chosen by the caller
 * @param code what the shell evaluates
 * @param level how much to observe
 * @param timeLimit after which the run is stopped
 * @param outputLimitBytes how much output is kept before the run is stopped
 */
public record RunRequest(UUID run, String code, TraceLevel level, Duration timeLimit, long outputLimitBytes) {}
