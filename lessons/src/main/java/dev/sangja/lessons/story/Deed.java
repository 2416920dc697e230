package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the journal, and what the entries before it say about its process.
 *
 * @param entry the entry
 * @param setting what its process was when it made the call
 * @param birth what the call brought into the world, if it is one of the fork(2) family
 */
record Deed(JournalEntry entry, Setting setting, Birth birth) {
    /**
     * What a process was at one moment.
     *
     * @param job which job it belongs to: the process that descends directly from the shell
     * @param scene which docker command was the latest, counted from 1; 0 before the first
     * @param program the program that it was running
     * @param argv the command line that it was started with, where this journal holds it
     * @param nested whether it counts processes in another PID namespace than the machine's
     * @param dockerClient whether it is the docker command or a child of it
     * @param file the path that a descriptor argument names, or the type of file system that is being attached
     */
    record Setting(
            int job, int scene, String program, List<String> argv, boolean nested, boolean dockerClient, String file) {
        Setting {
            argv = List.copyOf(argv);
        }

        /** For a look at the call alone. */
        static final Setting UNKNOWN = new Setting(0, 0, "", List.of(), false, false, "");
    }

    String name() {
        return entry.call().name();
    }

    int pid() {
        return entry.pid();
    }

    String program() {
        return setting.program();
    }

    Arguments arguments() {
        return Arguments.of(entry.call());
    }

    boolean succeeded() {
        return entry.outcome() instanceof Outcome.Returned;
    }

    boolean failed() {
        return entry.outcome() instanceof Outcome.Failed;
    }

    /** The errno's name if the call failed, else empty. */
    Optional<String> errno() {
        return entry.outcome() instanceof Outcome.Failed failed ? Optional.of(failed.name()) : Optional.empty();
    }

    boolean failedWith(String errno) {
        return errno().equals(Optional.of(errno));
    }

    long result() {
        return entry.outcome() instanceof Outcome.Returned returned ? returned.value() : -1;
    }

    /** When the call came back, in nanoseconds since the run's start. */
    long endNanos() {
        return entry.startNanos() + entry.durationNanos();
    }

    boolean byEngine() {
        return entry.origin() == Origin.ENGINE;
    }

    boolean isFork() {
        return switch (name()) {
            case "clone", "clone3", "fork", "vfork" -> true;
            default -> false;
        };
    }

    boolean isExec() {
        return name().equals("execve") || name().equals("execveat");
    }

    boolean isWait() {
        return name().equals("wait4") || name().equals("waitid");
    }

    boolean isExit() {
        return name().equals("exit_group") || name().equals("exit");
    }

    /** The program that an execve(2) or posix_spawn(3) names; busybox by the command that it plays. */
    String programNamed() {
        String file = Shown.lastComponent(arguments().text("pathname", "path", "filename"));
        List<String> argv = arguments().words("argv");
        boolean plays =
                file.equals("busybox") && argv.size() > 1 && !argv.get(1).startsWith("-");
        return plays && Shown.lastComponent(argv.get(0)).equals("busybox") ? argv.get(1) : file;
    }

    /** The code that exit_group(2) was given, as the parent sees it: its low eight bits. */
    int exitCode() {
        return (int) (arguments().number("status", "error_code").orElse(0) & 0xff);
    }

    /** The path that a call which takes one names. */
    String path() {
        return arguments().text("pathname", "path", "target", "filename");
    }
}
