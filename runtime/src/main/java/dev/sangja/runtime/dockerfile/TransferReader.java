package dev.sangja.runtime.dockerfile;

import dev.sangja.runtime.dockerfile.FlagReader.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads COPY and ADD. */
final class TransferReader {
    private static final Map<String, Kind> COPY_FLAGS = Map.of(
            "from", Kind.TEXT,
            "chown", Kind.TEXT,
            "chmod", Kind.TEXT,
            "link", Kind.BOOLEAN,
            "parents", Kind.BOOLEAN,
            "exclude", Kind.LIST);
    private static final Map<String, Kind> ADD_FLAGS = Map.of(
            "checksum", Kind.TEXT,
            "chown", Kind.TEXT,
            "chmod", Kind.TEXT,
            "link", Kind.BOOLEAN,
            "keep-git-dir", Kind.BOOLEAN,
            "unpack", Kind.BOOLEAN,
            "exclude", Kind.LIST);
    private static final Pattern MODE = Pattern.compile("[0-7]{1,5}|[ugoa]*[-+=][rwxXst]*(?:,[ugoa]*[-+=][rwxXst]*)*");
    private static final Pattern CHECKSUM =
            Pattern.compile("sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    Instruction copy(InstructionText text) {
        FlagReader flags = new FlagReader(text, "COPY", COPY_FLAGS);
        Transfer transfer = transfer(text, flags, "COPY");
        Optional<String> from = flags.value("from");
        if (from.filter(name -> name.isBlank() || name.indexOf('$') >= 0).isPresent()) {
            throw flags.refused("from", "a stage, its number or an image; variables are not replaced in --from");
        }
        return new Instruction.Copy(text, transfer, from, flags.bool("parents").orElse(false));
    }

    Instruction add(InstructionText text) {
        FlagReader flags = new FlagReader(text, "ADD", ADD_FLAGS);
        Transfer transfer = transfer(text, flags, "ADD");
        Optional<String> checksum = flags.value("checksum");
        if (checksum.filter(sum -> !later(sum)
                        && !CHECKSUM.matcher(sum).matches()
                        && !COMMIT.matcher(sum).matches())
                .isPresent()) {
            throw flags.refused("checksum", "sha256: and 64 hexadecimal digits");
        }
        return new Instruction.Add(
                text, transfer, checksum, flags.bool("keep-git-dir").orElse(false), flags.bool("unpack"));
    }

    private static boolean later(String value) {
        return value.indexOf('$') >= 0;
    }

    private static Transfer transfer(InstructionText text, FlagReader flags, String name) {
        Optional<String> mode = flags.value("chmod");
        if (mode.filter(value -> !later(value) && !MODE.matcher(value).matches())
                .isPresent()) {
            throw flags.refused("chmod", "an octal mode such as 0644, or a symbolic one such as u=rw,go=r");
        }
        List<String> words = new ArrayList<>(InstructionReader.list(text));
        String form = name + " SOURCE... DESTINATION";
        if (words.isEmpty()) {
            throw InstructionReader.missing(text, Mistake.NO_ARGUMENTS, name, form);
        }
        if (words.size() == 1) {
            throw InstructionReader.missing(text, Mistake.TWO_ARGUMENTS, name, form);
        }
        String destination = words.remove(words.size() - 1);
        if (!text.heredocs().isEmpty()) {
            if (HeredocMark.of(new Words.Word(destination, 0, 0)).isPresent()) {
                throw ProblemException.of(Mistake.HEREDOC_DESTINATION, text.bodySpan(), name);
            }
            words.removeIf(word -> HeredocMark.of(new Words.Word(word, 0, 0)).isPresent());
        }
        return new Transfer(
                words,
                text.heredocs(),
                destination,
                flags.value("chown"),
                mode,
                flags.bool("link").orElse(false),
                flags.values("exclude"));
    }
}
