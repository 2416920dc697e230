package dev.sangja.runtime.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Dockerfile as it was understood. Immutable.
 *
 * @param name how the file was called
 * @param lines its lines
 * @param globals the ARG instructions above the first FROM
 * @param stages its stages
 * @param instructions every instruction, in order
 */
public record Dockerfile(
        String name,
        List<String> lines,
        Directives directives,
        List<Instruction.Arg> globals,
        List<Stage> stages,
        List<Instruction> instructions) {
    public Dockerfile {
        requireNonNull(name, "name");
        lines = List.copyOf(lines);
        requireNonNull(directives, "directives");
        globals = List.copyOf(globals);
        stages = List.copyOf(stages);
        instructions = List.copyOf(instructions);
    }

    /** The last stage of that name, among the first so many. Names are the same in any case. */
    public Optional<Stage> stage(String name, int among) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int i = Math.min(among, stages.size()) - 1; i >= 0; i--) {
            if (stages.get(i)
                    .from()
                    .stage()
                    .filter(stage -> stage.toLowerCase(Locale.ROOT).equals(wanted))
                    .isPresent()) {
                return Optional.of(stages.get(i));
            }
        }
        return Optional.empty();
    }

    /** What came of reading a file: as much of it as could be understood, and what is wrong with it. */
    public record Reading(Dockerfile file, List<Problem> problems, List<Finding> findings) {
        public Reading {
            problems = List.copyOf(problems);
            findings = List.copyOf(findings);
        }

        /** The file; {@link ProblemException} with the first problem if there is one. */
        public Dockerfile orThrow() {
            if (!problems.isEmpty()) {
                throw new ProblemException(problems.get(0));
            }
            return file;
        }
    }
}
