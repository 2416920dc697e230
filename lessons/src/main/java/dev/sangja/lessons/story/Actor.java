package dev.sangja.lessons.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of one process while a journal is read from its start. Used by one thread. */
final class Actor {
    final int pid;

    /** The process below the shell from which this one descends, itself included. */
    final int job;

    String program;

    List<String> argv = List.of();

    /** Whether it counts processes in another PID namespace than the machine's. */
    boolean nested;

    /** Whether its children will live in a PID namespace that it unshared, and its first child be number 1 there. */
    boolean unsharedNumbers;

    /** Whether its children will live in a PID namespace that it joined. */
    boolean joinedNumbers;

    boolean unsharedClock;

    /** The first child born into the PID namespace that this process unshared. */
    OptionalInt firstChild = OptionalInt.empty();

    /** That first child has ended, and the namespace with it. */
    boolean firstChildEnded;

    boolean dockerClient;

    /** Files opened for writing, by descriptor. */
    private final Map<Integer, String> files = new HashMap<>();

    /** The type of the file system that fsopen(2) began to configure. */
    private String newFileSystem = "";

    Actor(int pid, int job, String program) {
        this.pid = pid;
        this.job = job;
        this.program = program;
    }

    /** A child as fork(2) makes it: same program, same open files. */
    Actor child(int childPid, int childJob) {
        Actor child = new Actor(childPid, childJob, program);
        child.argv = argv;
        child.dockerClient = dockerClient;
        child.nested = nested || unsharedNumbers || joinedNumbers;
        child.files.putAll(files);
        return child;
    }

    /** The path that the call's descriptor stands for, or the type of the file system that it attaches. */
    String fileOf(String call, Arguments arguments) {
        if (call.equals("move_mount")) {
            return newFileSystem;
        }
        String shown = arguments.shown("fd");
        int bracket = shown.indexOf('<');
        if (bracket >= 0 && shown.endsWith(">")) {
            return shown.substring(bracket + 1, shown.length() - 1);
        }
        return arguments.number("fd").stream()
                .mapToObj(fd -> Optional.ofNullable(files.get((int) fd)).orElse(""))
                .findFirst()
                .orElse("");
    }

    /** What the call changed in its own process. The call must have succeeded. */
    void apply(Deed deed) {
        Arguments arguments = deed.arguments();
        switch (deed.name()) {
            case "unshare" -> unshared(arguments.flags("flags"));
            case "setns" -> joinedNumbers |= arguments.flags("nstype").contains("CLONE_NEWPID");
            case "execve", "execveat" -> {
                program = deed.programNamed();
                argv = arguments.words("argv");
                dockerClient |= program.equals("docker");
            }
            case "prctl" -> {
                if (arguments.text("op", "option").equals("PR_SET_NAME")
                        && !arguments.text("arg2", "name").isEmpty()) {
                    program = arguments.text("arg2", "name");
                }
            }
            case "open", "openat", "openat2", "creat" -> files.put((int) deed.result(), arguments.text("pathname"));
            case "close" -> arguments.number("fd").ifPresent(fd -> files.remove((int) fd));
            case "fsopen" -> newFileSystem = arguments.text("fsname", "fs_name");
            case "wait4", "waitid" -> childEnded((int) deed.result());
            default -> {}
        }
    }

    void childEnded(int childPid) {
        firstChildEnded |= firstChild.isPresent() && firstChild.getAsInt() == childPid;
    }

    private void unshared(List<String> flags) {
        if (flags.contains("CLONE_NEWPID")) {
            unsharedNumbers = true;
            firstChild = OptionalInt.empty();
            firstChildEnded = false;
        }
        unsharedClock |= flags.contains("CLONE_NEWTIME");
    }
}
