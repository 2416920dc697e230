package dev.sangja.runtime.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One build stage: FROM and what follows it.
 *
 * @param index its number, counted from 0
 * @param instructions what follows FROM
 */
public record Stage(int index, Instruction.From from, List<Instruction> instructions) {
    public Stage {
        requireNonNull(from, "from");
        instructions = List.copyOf(instructions);
    }

    /** Its name, or its number if it has none. */
    public String label() {
        return from.stage().orElse(Integer.toString(index));
    }
}
