package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.ExitStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A traced thread, and what the tracer knows of it. Belongs to the tracer's thread. */
final class Tracee {
    private final int thread;
    private final int process;
    private final Subject subject;
    private final CompletableFuture<ExitStatus> ending = new CompletableFuture<>();
    private WatchedFiles files;
    private String command;
    private boolean commandKnown;
    private boolean held;
    private boolean rootChanged;
    private Optional<OpenCall> current = Optional.empty();

    private Tracee(int thread, int process, Subject subject, WatchedFiles files) {
        this.thread = thread;
        this.process = process;
        this.subject = subject;
        this.files = files;
        this.command = "";
    }

    /** A process that has not made its first exec: what it does until then is its maker's doing. */
    static Tracee held(int pid, Subject subject) {
        Tracee tracee = new Tracee(pid, pid, subject, new WatchedFiles());
        tracee.held = true;
        return tracee;
    }

    /** What this one gives birth to. */
    Tracee child(int newThread, boolean isThread, boolean sharesFiles) {
        Tracee child =
                new Tracee(newThread, isThread ? process : newThread, subject, sharesFiles ? files : files.copy());
        child.command = command;
        child.commandKnown = commandKnown;
        child.held = held;
        child.rootChanged = rootChanged;
        return child;
    }

    int thread() {
        return thread;
    }

    int process() {
        return process;
    }

    Subject subject() {
        return subject;
    }

    TraceLevel level() {
        return subject.level();
    }

    CompletableFuture<ExitStatus> ending() {
        return ending;
    }

    WatchedFiles files() {
        return files;
    }

    Optional<OpenCall> current() {
        return current;
    }

    void enter(OpenCall call) {
        current = Optional.of(call);
    }

    void leave() {
        current = Optional.empty();
    }

    boolean isHeld() {
        return held;
    }

    boolean hasChangedRoot() {
        return rootChanged;
    }

    void rootChanged() {
        rootChanged = true;
    }

    /** Whether it is stopped at every call, so as to see what its watched files or its new root are used for. */
    boolean isFollowedClosely() {
        return rootChanged || !files.isEmpty();
    }

    /** It runs another program now; {@code before} is the thread that made the exec, and whose place it took. */
    void executed(Tracee before) {
        held = false;
        commandKnown = false;
        current = before.current;
        files = before.files.copy(); // exec unshares the table of open files
        files.executed();
    }

    /** Its short name, looked up after each exec. */
    String command(ProcDirectory proc) {
        if (!commandKnown) {
            command = proc.command(thread).orElse(command);
            commandKnown = true;
        }
        return command;
    }
}
