package dev.sangja.runtime.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads Dockerfiles. In time proportional to the file; goes on behind a mistake, so that all of them are told. For one
 * thread and one file.
 */
public final class DockerfileReader {
    /** The longest file that is read, in bytes. */
    public static final int LARGEST = 4 << 20;

    private static final int MOST_PROBLEMS = 100;

    private final String name;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Instruction.Arg> globals = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private Optional<Instruction.From> from = Optional.empty();
    private List<Instruction> body = new ArrayList<>();
    /** Whether it was said already that FROM is missing: one wrong FROM must not make every line below it wrong. */
    private boolean broken;

    private DockerfileReader(String name) {
        this.name = name;
    }

    /** Reads a file, which is UTF-8; what is not counts as unknown characters. */
    public static Dockerfile.Reading read(String name, byte[] bytes) {
        if (bytes.length > LARGEST) {
            Problem problem = Problem.of(Mistake.TOO_LARGE, SourceSpan.FILE, Integer.toString(LARGEST));
            Dockerfile nothing = new Dockerfile(name, List.of(), Directives.NONE, List.of(), List.of(), List.of());
            return new Dockerfile.Reading(nothing, List.of(problem), List.of());
        }
        return new DockerfileReader(name).read(new String(bytes, StandardCharsets.UTF_8));
    }

    private Dockerfile.Reading read(String text) {
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].endsWith("\r")) {
                lines[i] = lines[i].substring(0, lines[i].length() - 1);
            }
        }
        DirectiveReader head = new DirectiveReader(problems);
        Directives directives = head.read(lines);
        LineReader reader = new LineReader(lines, head.lines(), directives.escape(), problems, findings);
        InstructionReader understanding = new InstructionReader(directives.escape());
        Optional<Statement> statement = reader.next();
        while (statement.isPresent() && problems.size() < MOST_PROBLEMS) {
            understand(understanding, statement.get());
            statement = reader.next();
        }
        endStage();
        if (instructions.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.of(Mistake.EMPTY, SourceSpan.FILE));
        }
        if (stages.isEmpty() && problems.isEmpty()) {
            Instruction last = instructions.get(instructions.size() - 1);
            problems.add(Problem.of(Mistake.NO_STAGE, last.text().keywordSpan(), last.name()));
        }
        Dockerfile file = new Dockerfile(name, Arrays.asList(lines), directives, globals, stages, instructions);
        return new Dockerfile.Reading(file, problems, findings);
    }

    private void understand(InstructionReader reader, Statement statement) {
        if (statement.line().text().isBlank()) {
            return; // nothing but a continuation character
        }
        Instruction instruction;
        try {
            instruction = reader.read(statement);
        } catch (ProblemException wrong) {
            problems.add(wrong.problem());
            recover(statement);
            return;
        }
        instructions.add(instruction);
        if (instruction instanceof Instruction.From next) {
            endStage();
            from = Optional.of(next);
        } else if (from.isPresent()) {
            body.add(instruction);
        } else if (instruction instanceof Instruction.Arg arg) {
            globals.add(arg);
        } else if (!broken) {
            problems.add(Problem.of(Mistake.NO_STAGE, instruction.text().keywordSpan(), instruction.name()));
            broken = true;
        }
    }

    private void recover(Statement statement) {
        broken = broken
                || new Words(statement.line().text())
                        .next()
                        .filter(word -> word.is("from"))
                        .isPresent();
    }

    private void endStage() {
        from.ifPresent(start -> stages.add(new Stage(stages.size(), start, body)));
        body = new ArrayList<>();
        from = Optional.empty();
    }
}
