package dev.sangja.runtime.docker.template;

import java.util.List;
import java.util.Optional;

/** A parsed template; {@code source} and {@code position} are what errors quote. */
sealed interface Node {
    /** Text that is printed as it is. */
    record Literal(String text) implements Node {}

    /** {@code {{pipeline}}}: printed unless it declares or assigns. */
    record Print(Pipeline pipeline) implements Node {}

    /** {@code {{if}}} and {@code {{with}}}; the latter makes the value the dot. */
    record Choice(Pipeline condition, boolean setsDot, List<Node> then, List<Node> otherwise) implements Node {}

    /** {@code {{range}}}. */
    record Loop(Pipeline over, List<Node> body, List<Node> otherwise) implements Node {}

    /** {@code {{break}}}. */
    record Break() implements Node {}

    /** {@code {{continue}}}. */
    record Continue() implements Node {}

    /**
     * Commands, each of which gets the value before it as its last argument.
     *
     * @param variables that take its value; two in a {@code range}
     * @param declares whether they are new
     */
    record Pipeline(List<String> variables, boolean declares, List<Command> commands, String source, int position) {}

    /** A function or a value, and arguments. */
    record Command(List<Operand> operands, String source, int position) {}

    /** Something with a value. */
    sealed interface Operand {
        String source();

        int position();
    }

    /** A value that stands in the template itself. */
    record Constant(GoValue value, String source, int position) implements Operand {}

    /** A function's name. */
    record Identifier(String name, int position) implements Operand {
        @Override
        public String source() {
            return name;
        }
    }

    /**
     * Fields of something.
     *
     * @param base what they are taken from; the dot if empty
     */
    record Chain(Optional<Operand> base, List<String> fields, String source, int position) implements Operand {}

    /** A variable. */
    record Variable(String name, int position) implements Operand {
        @Override
        public String source() {
            return name;
        }
    }

    /** A pipeline in parentheses. */
    record Nested(Pipeline pipeline, String source, int position) implements Operand {}
}
