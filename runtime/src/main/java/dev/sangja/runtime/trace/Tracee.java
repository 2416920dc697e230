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
    private final CompletableFuture<ExitStatus> ending;
    private WatchedFiles files;
    private String command;
    private boolean commandKnown;
    private boolean held;
    private boolean root;
    private boolean rootChanged;
    private boolean deaf;
    private boolean bound;
    private boolean tracing;
    private Optional<Integer> asking = Optional.empty();
    private Optional<OpenCall> current = Optional.empty();

    private Tracee(int thread, int process, Subject subject, WatchedFiles files, CompletableFuture<ExitStatus> ending) {
        this.ending = ending;
        this.thread = thread;
        this.process = process;
        this.subject = subject;
        this.files = files;
        this.command = "";
    }

    /** A process that has not made its first exec: what it does until then is its maker's doing. */
    static Tracee held(int pid, Subject subject) {
        Tracee tracee = new Tracee(pid, pid, subject, new WatchedFiles(), new CompletableFuture<>());
        tracee.held = true;
        tracee.root = true;
        return tracee;
    }

    /** What this one gives birth to. */
    Tracee child(int newThread, boolean isThread, boolean sharesFiles) {
        Tracee child = new Tracee(
                newThread,
                isThread ? process : newThread,
                subject,
                sharesFiles ? files : files.copy(),
                new CompletableFuture<>());
        child.command = command;
        child.commandKnown = commandKnown;
        child.held = held;
        child.rootChanged = rootChanged;
        child.deaf = deaf;
        child.bound = bound;
        child.tracing = isThread && tracing;
        return child;
    }

    /** The same thread when it is traced again after it was let go. */
    Tracee again() {
        Tracee again = new Tracee(thread, process, subject, new WatchedFiles(), ending);
        again.root = root;
        again.rootChanged = rootChanged;
        again.deaf = deaf;
        return again;
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

    /** Whether somebody asked for it to be traced, and waits for its end. */
    boolean isRoot() {
        return root;
    }

    boolean hasChangedRoot() {
        return rootChanged;
    }

    void rootChanged() {
        rootChanged = true;
    }

    /** Whether its filters ask somebody else than the tracer, who therefore must look at every call. */
    boolean isDeaf() {
        return deaf;
    }

    void becomesDeaf() {
        deaf = true;
    }

    /** Whether it was tried in vain to let it go. */
    boolean isBound() {
        return bound;
    }

    void staysBound() {
        bound = true;
    }

    /** Whether it traces others itself, and so waits for them all the time. */
    boolean isTracing() {
        return tracing;
    }

    /** The thread about which it asks the kernel as a tracer at the moment. */
    Optional<Integer> asking() {
        return asking;
    }

    void asks(int other) {
        tracing = true;
        asking = Optional.of(other);
    }

    void asksNoMore() {
        asking = Optional.empty();
    }

    /**
     * Whether it is stopped at every call, so as to see what its watched files or its new root are used for, or because
     * its filters do not tell.
     */
    boolean isFollowedClosely() {
        return rootChanged || deaf || !files.isEmpty();
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
