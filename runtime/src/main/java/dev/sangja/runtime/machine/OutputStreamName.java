package dev.sangja.runtime.machine;

/** Which of a process's two output streams a piece of output came from. */
public enum OutputStreamName {
    STDOUT,
    STDERR
}
