package dev.sangja.runtime.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * The arguments of an instruction as a list of words, for tools.
 *
 * @param json whether they were written as a JSON array
 * @param words the array; or the words between the white space; or, where a shell is to read them, all of it as one
 */
public record PlainArguments(boolean json, List<String> words) {
    public PlainArguments {
        words = List.copyOf(words);
    }

    public static PlainArguments of(Instruction instruction) {
        InstructionText text = instruction.text();
        if (instruction instanceof Instruction.OnBuild onBuild) {
            return new PlainArguments(false, List.of(onBuild.kept()));
        }
        if (instruction instanceof Instruction.HealthCheck health) {
            return health.probe()
                    .map(probe -> new PlainArguments(
                            !probe.command().shell(), probe.command().words()))
                    .orElse(new PlainArguments(false, List.of("NONE")));
        }
        Optional<JsonWords> json = takesJson(instruction) ? JsonWords.parse(text.body()) : Optional.empty();
        return json.map(array -> new PlainArguments(true, array.words()))
                .orElseGet(() -> new PlainArguments(false, words(instruction)));
    }

    private static boolean takesJson(Instruction instruction) {
        return instruction instanceof Instruction.Run
                || instruction instanceof Instruction.Cmd
                || instruction instanceof Instruction.EntryPoint
                || instruction instanceof Instruction.Shell
                || instruction instanceof Instruction.Copy
                || instruction instanceof Instruction.Add
                || instruction instanceof Instruction.Volume;
    }

    private static List<String> words(Instruction instruction) {
        String body = instruction.text().body().strip();
        if (instruction instanceof Instruction.Env env) {
            return env.assignments().stream().map(Assignment::toString).toList();
        }
        if (instruction instanceof Instruction.Label label) {
            return label.assignments().stream().map(Assignment::toString).toList();
        }
        if (instruction instanceof Instruction.Arg arg) {
            return arg.declarations().stream()
                    .map(one ->
                            one.value().map(value -> one.name() + "=" + value).orElse(one.name()))
                    .toList();
        }
        boolean cut = instruction instanceof Instruction.From
                || instruction instanceof Instruction.Copy
                || instruction instanceof Instruction.Add
                || instruction instanceof Instruction.Expose
                || instruction instanceof Instruction.Volume;
        return cut
                ? InstructionReader.words(instruction.text()).stream()
                        .map(Words.Word::text)
                        .toList()
                : List.of(body);
    }
}
