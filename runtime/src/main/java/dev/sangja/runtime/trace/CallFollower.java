package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.Ptrace;
import dev.sangja.runtime.linux.SyscallStop;
import java.util.Optional;

/** Follows the calls of traced threads from entry to exit, and records those of interest. Belongs to one thread. */
final class CallFollower {
    private final Ptrace ptrace;
    private final TraceListener listener;
    private final ProcDirectory proc;
    private final CallDecoder decoder;
    private final KnownCalls known;
    private final FileEffects effects;

    CallFollower(Ptrace ptrace, TraceListener listener, ProcDirectory proc) {
        this.ptrace = ptrace;
        this.listener = listener;
        this.proc = proc;
        this.decoder = new CallDecoder(Architecture.current());
        this.known = new KnownCalls(Architecture.current());
        this.effects = new FileEffects(known, proc);
    }

    KnownCalls known() {
        return known;
    }

    /** The thread is about to make a call, and is stopped at every one. */
    void entered(Tracee tracee, SyscallStop entry) {
        begin(tracee, entry);
        if (tracee.level() == TraceLevel.EVERYTHING || isRevealing(tracee, entry)) {
            record(tracee);
        }
    }

    /** The thread is about to make a call of the highlights; perhaps its entry has been seen already. */
    void filtered(Tracee tracee, SyscallStop entry) {
        if (entry.filterData() != 0) {
            ptrace.deny(tracee.thread(), entry.filterData());
        }
        if (tracee.level() == TraceLevel.OFF) {
            return;
        }
        if (tracee.current().isEmpty()) {
            begin(tracee, entry);
        }
        boolean only = tracee.level() == TraceLevel.HIGHLIGHTS && isQuestion(tracee, entry);
        if (!only && tracee.current().flatMap(OpenCall::call).isEmpty()) {
            record(tracee);
        }
    }

    /** The thread is inside a call whose entry was not seen, but whose effect is. */
    void surprised(Tracee tracee) {
        if (tracee.current().isEmpty() && tracee.level() != TraceLevel.OFF) {
            begin(tracee, ptrace.callAtEvent(tracee.thread()));
            record(tracee);
        }
    }

    /** The call came back. */
    void left(Tracee tracee, long result) {
        Optional<OpenCall> open = tracee.current();
        if (open.isEmpty()) {
            return;
        }
        OpenCall call = open.get();
        tracee.leave();
        boolean failed = isError(result);
        Optional<SyscallCall> finished = call.call();
        if (!failed) {
            effects.apply(tracee, call, result);
            if (finished.isPresent() && decoder.fillsIn(call.entry().number())) {
                CallView view =
                        CallView.returned(call.entry().arguments(), memory(tracee), Descriptors.unknown(), result);
                finished = Optional.of(
                        decoder.returned(finished.get(), call.entry().number(), view));
            }
        }
        if (finished.isPresent()) {
            listener.observed(entry(tracee, call, finished.get(), outcome(result)));
        }
    }

    /** The thread ended inside its call. */
    void abandoned(Tracee tracee) {
        unfinished(tracee).ifPresent(listener::observed);
        tracee.leave();
    }

    /** The call that the thread is in, as far as it has come. */
    Optional<JournalEntry> unfinished(Tracee tracee) {
        return tracee.current()
                .flatMap(open -> open.call().map(call -> entry(tracee, open, call, new Outcome.Unfinished())));
    }

    private void begin(Tracee tracee, SyscallStop entry) {
        abandoned(tracee);
        String command = tracee.isHeld() ? "" : tracee.command(proc);
        tracee.enter(new OpenCall(entry, System.nanoTime(), command, Optional.empty()));
    }

    private void record(Tracee tracee) {
        OpenCall open = tracee.current().orElseThrow();
        if (tracee.isHeld() && !known.isExec(open.entry().number())) {
            return;
        }
        if (!listener.wantsMore(tracee.subject().attribution())) {
            listener.dropped(tracee.subject().attribution());
            return;
        }
        CallView view = CallView.entered(open.entry().arguments(), memory(tracee), descriptors(tracee));
        tracee.enter(open.recordedAs(decoder.entered(open.entry().number(), view)));
    }

    /** Of the calls that no filter stops at: those that use what the thread is followed closely for. */
    private boolean isRevealing(Tracee tracee, SyscallStop entry) {
        if (tracee.level() != TraceLevel.HIGHLIGHTS) {
            return false;
        }
        int number = entry.number();
        int fd = (int) entry.arguments()[0];
        if (known.isWrite(number)) {
            return tracee.files().pathOf(fd).isPresent();
        }
        if (number == known.sendto || number == known.sendmsg) {
            return tracee.files().isRouting(fd) && !isQuestion(tracee, entry);
        }
        return tracee.hasChangedRoot() && known.isOpen(number) && opensDoor(tracee, entry);
    }

    private boolean opensDoor(Tracee tracee, SyscallStop entry) {
        CallView view = CallView.entered(entry.arguments(), memory(tracee), Descriptors.unknown());
        return FileEffects.pathIn(decoder.entered(entry.number(), view))
                .filter(ControlFiles::isDoor)
                .isPresent();
    }

    /** Whether it only asks the kernel's network something, as {@code ip} does all the time. */
    private boolean isQuestion(Tracee tracee, SyscallStop entry) {
        if (!tracee.files().isRouting((int) entry.arguments()[0])) {
            return false;
        }
        CallView view = CallView.entered(entry.arguments(), memory(tracee), Descriptors.unknown());
        long message = entry.arguments()[1];
        if (entry.number() == known.sendmsg) {
            message = view.structure(message, 24)
                    .flatMap(header -> view.structure(header.getLong(16), 8))
                    .map(vector -> vector.getLong(0))
                    .orElse(0L);
        } else if (entry.number() != known.sendto) {
            return false;
        }
        return NetlinkDecoder.isQuestion(view.bytes(message, 8));
    }

    private JournalEntry entry(Tracee tracee, OpenCall open, SyscallCall call, Outcome outcome) {
        Attribution who = tracee.subject().attribution();
        String command = open.command().isEmpty() ? tracee.command(proc) : open.command();
        return new JournalEntry(
                0,
                who.origin(),
                tracee.process(),
                command,
                who.container(),
                open.startNanos(),
                System.nanoTime() - open.startNanos(),
                call,
                outcome);
    }

    private static boolean isError(long result) {
        return result < 0 && result >= -FailedOutcome.LARGEST;
    }

    private static Outcome outcome(long result) {
        return isError(result) ? FailedOutcome.of((int) -result) : new Outcome.Returned(result);
    }

    private TraceeMemory memory(Tracee tracee) {
        return (address, length) -> ptrace.read(tracee.thread(), address, length);
    }

    private Descriptors descriptors(Tracee tracee) {
        return new Descriptors() {
            @Override
            public Optional<String> watchedPath(int fd) {
                return tracee.files().pathOf(fd);
            }

            @Override
            public boolean isRouting(int fd) {
                return tracee.files().isRouting(fd);
            }

            @Override
            public Optional<String> link(int fd) {
                return proc.link(tracee.thread(), fd);
            }
        };
    }
}
