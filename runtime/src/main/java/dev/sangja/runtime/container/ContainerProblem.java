package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

/**
 * Why something asked of a container cannot be done. The message is in Docker's words, without its prefix, so that a
 * learner who meets it again elsewhere knows it. Whoever throws one has changed nothing, unless it says so.
 */
public abstract sealed class ContainerProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ContainerProblem(String message) {
        super(requireNonNull(message, "message"));
    }

    /** There is no container of that name or id. */
    public static final class NoSuchContainer extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public NoSuchContainer(String reference) {
            super("No such container: " + reference);
        }
    }

    /** There is no image of that name or id. */
    public static final class NoSuchImage extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public NoSuchImage(String reference) {
            super("No such image: " + reference);
        }
    }

    /** There is no such path in the container. */
    public static final class NoSuchPath extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public NoSuchPath(String path, String container) {
            super("Could not find the file " + path + " in container " + container);
        }
    }

    /** Several containers or images begin with those digits. */
    public static final class AmbiguousId extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public AmbiguousId(String prefix) {
            super("multiple IDs found with provided prefix: " + prefix);
        }
    }

    /** Another container has that name. */
    public static final class NameInUse extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public NameInUse(String name, ContainerId holder) {
            super("Conflict. The container name \"/" + name + "\" is already in use by container \"" + holder
                    + "\". You have to remove (or rename) that container to be able to reuse that name.");
        }
    }

    /** What was asked for makes no sense. */
    public static final class InvalidParameter extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public InvalidParameter(String message) {
            super(message);
        }
    }

    /** The container is not in a state in which that can be done. */
    public static final class WrongState extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public WrongState(String message) {
            super(message);
        }

        /** It does not run. */
        public static WrongState notRunning(ContainerId container) {
            return new WrongState("container " + container + " is not running");
        }

        /** It does not run, so no signal can reach it. */
        public static WrongState cannotKill(String reference, ContainerId container) {
            return new WrongState(
                    "cannot kill container: " + reference + ": container " + container + " is not running");
        }

        /** It is paused, so nothing can be executed in it. */
        public static WrongState pausedExec(String name) {
            return new WrongState("container " + name + " is paused, unpause the container before exec");
        }

        /** It is paused already. */
        public static WrongState alreadyPaused(ContainerId container) {
            return new WrongState("container " + container + " is already paused");
        }

        /** It is not paused. */
        public static WrongState notPaused(ContainerId container) {
            return new WrongState("container " + container + " is not paused");
        }

        /** It must end before it can be removed. */
        public static WrongState stillRunning(String name) {
            return new WrongState("cannot remove container \"/" + name
                    + "\": container is running: stop the container before removing or force remove");
        }

        /** It must go on before it can be removed. */
        public static WrongState stillPaused(String name) {
            return new WrongState(
                    "cannot remove container \"/" + name + "\": container is paused and must be unpaused first");
        }

        /** A container whose network another one wants does not run. */
        public static WrongState noNetworkToJoin(ContainerRecord owner) {
            return new WrongState("cannot join network namespace of a non running container: container " + owner.name()
                    + " is " + owner.state().status().word());
        }
    }

    /** The program could not be started; a container stays as it was but for its exit code. */
    public static final class CommandFailed extends ContainerProblem {
        private static final long serialVersionUID = 1L;
        private static final int NOT_EXECUTABLE = 126;
        private static final int NOT_FOUND = 127;

        private final int exitCode;

        private CommandFailed(String message, int exitCode) {
            super("unable to start container process: " + message);
            this.exitCode = exitCode;
        }

        /** No such program; a path that was given (it has a slash) is told apart from a name that was looked for. */
        public static CommandFailed notFound(String program) {
            String reason = program.contains("/")
                    ? "stat " + program + ": no such file or directory"
                    : "executable file not found in $PATH";
            return new CommandFailed("exec: \"" + program + "\": " + reason, NOT_FOUND);
        }

        /** It is there and cannot be executed; the reason is the kernel's, such as {@code permission denied}. */
        public static CommandFailed notExecutable(String program, String reason) {
            return new CommandFailed("exec: \"" + program + "\": " + reason, NOT_EXECUTABLE);
        }

        /** Something before the program failed, such as its working directory or user. */
        public static CommandFailed before(String reason) {
            return new CommandFailed(reason, NOT_EXECUTABLE);
        }

        /** The exit code of a client that waited for it: 126 or 127. */
        public int exitCode() {
            return exitCode;
        }
    }

    /** The engine does not do that. */
    public static final class NotHere extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public NotHere(String what) {
            super(what + ": 이 교육용 런타임에는 없는 기능입니다 / not in this teaching runtime");
        }
    }

    /** The kernel or the disk refused something; the message says which step and why. */
    public static final class EngineFailed extends ContainerProblem {
        private static final long serialVersionUID = 1L;

        public EngineFailed(String message, Throwable cause) {
            super(message);
            initCause(cause);
        }
    }
}
