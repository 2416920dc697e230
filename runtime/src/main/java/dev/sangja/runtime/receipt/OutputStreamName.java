package dev.sangja.runtime.receipt;

/** Which of a process's two output streams a piece of output came from. */
public enum OutputStreamName {
    STDOUT,
    STDERR
}
