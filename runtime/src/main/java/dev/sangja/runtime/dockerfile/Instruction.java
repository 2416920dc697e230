package dev.sangja.runtime.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One instruction of a Dockerfile. Source: Docker's "Dockerfile reference". Variables in it are not replaced yet, see
 * {@link BuildVariables}.
 */
public sealed interface Instruction {
    /** How it is written. */
    InstructionText text();

    /** Calls the case that this is. */
    <R> R match(InstructionCases<R> cases);

    /** Its name in capitals. */
    default String name() {
        return text().keyword().toUpperCase(Locale.ROOT);
    }

    /**
     * ADD.
     *
     * @param checksum the digest that what is fetched must have
     * @param keepGit whether a fetched repository keeps its {@code .git}
     * @param unpack whether archives are unpacked; empty for Docker's rule
     */
    record Add(
            InstructionText text,
            Transfer transfer,
            Optional<String> checksum,
            boolean keepGit,
            Optional<Boolean> unpack)
            implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.add(this);
        }
    }

    /** ARG: build arguments and, for some of them, defaults. */
    record Arg(InstructionText text, List<Declaration> declarations) implements Instruction {
        public Arg {
            declarations = List.copyOf(declarations);
        }

        /** One argument and its default. */
        public record Declaration(String name, Optional<String> value) {}

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.arg(this);
        }
    }

    /** CMD. */
    record Cmd(InstructionText text, CommandLine command) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.cmd(this);
        }
    }

    /**
     * COPY.
     *
     * @param from the stage or image that is copied from; empty for the context
     * @param parents whether the sources' directories come along
     */
    record Copy(InstructionText text, Transfer transfer, Optional<String> from, boolean parents)
            implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.copy(this);
        }
    }

    /** ENTRYPOINT. */
    record EntryPoint(InstructionText text, CommandLine command) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.entryPoint(this);
        }
    }

    /**
     * ENV.
     *
     * @param legacy whether it is written {@code ENV name value}
     */
    record Env(InstructionText text, List<Assignment> assignments, boolean legacy) implements Instruction {
        public Env {
            assignments = List.copyOf(assignments);
        }

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.env(this);
        }
    }

    /** EXPOSE. */
    record Expose(InstructionText text, List<String> ports) implements Instruction {
        public Expose {
            ports = List.copyOf(ports);
        }

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.expose(this);
        }
    }

    /**
     * FROM.
     *
     * @param stage the stage's name
     * @param as the word between, in the writer's case
     */
    record From(
            InstructionText text, String image, Optional<String> platform, Optional<String> stage, Optional<String> as)
            implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.from(this);
        }
    }

    /** HEALTHCHECK; without a probe it is NONE. */
    record HealthCheck(InstructionText text, Optional<HealthProbe> probe) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.healthCheck(this);
        }
    }

    /** LABEL. */
    record Label(InstructionText text, List<Assignment> assignments, boolean legacy) implements Instruction {
        public Label {
            assignments = List.copyOf(assignments);
        }

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.label(this);
        }
    }

    /** MAINTAINER. */
    record Maintainer(InstructionText text, String author) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.maintainer(this);
        }
    }

    /** ONBUILD: an instruction for those who build on the image, also as the text that the image keeps. */
    record OnBuild(InstructionText text, Instruction trigger, String kept) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.onBuild(this);
        }
    }

    /**
     * RUN.
     *
     * @param mounts each {@code --mount}'s value; see {@link RunMount#parse}
     * @param network {@code default}, {@code none} or {@code host}
     * @param security {@code sandbox} or {@code insecure}
     */
    record Run(InstructionText text, CommandLine command, List<String> mounts, String network, String security)
            implements Instruction {
        public Run {
            mounts = List.copyOf(mounts);
        }

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.run(this);
        }
    }

    /** SHELL. */
    record Shell(InstructionText text, List<String> words) implements Instruction {
        public Shell {
            words = List.copyOf(words);
        }

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.shell(this);
        }
    }

    /** STOPSIGNAL. */
    record StopSignal(InstructionText text, String signal) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.stopSignal(this);
        }
    }

    /** USER. */
    record User(InstructionText text, String user) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.user(this);
        }
    }

    /** VOLUME. */
    record Volume(InstructionText text, List<String> paths) implements Instruction {
        public Volume {
            paths = List.copyOf(paths);
        }

        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.volume(this);
        }
    }

    /** WORKDIR. */
    record WorkDirectory(InstructionText text, String path) implements Instruction {
        @Override
        public <R> R match(InstructionCases<R> cases) {
            return cases.workDirectory(this);
        }
    }
}
