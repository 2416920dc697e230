package dev.sangja.lessons.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records that the two languages of the lessons below a directory were read side by side and say the same.
 *
 * <p>Arguments: the directory, then the keys of paragraphs of which only one side changed and that still say the same.
 */
public final class StampTranslations {
    private StampTranslations() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("the directory of the lessons is missing");
        }
        Path directory = Path.of(arguments[0]);
        Set<String> stillTheSame = new HashSet<>(Arrays.asList(arguments).subList(1, arguments.length));
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> lessons = entries.filter(entry -> Files.exists(entry.resolve("lesson.yaml")))
                    .toList();
            for (Path lesson : lessons) {
                String name = String.valueOf(lesson.getFileName());
                Files.writeString(
                        lesson.resolve(TranslationRecord.FILE),
                        TranslationRecord.stamped(Folder.of(directory), name, stillTheSame));
            }
        }
    }
}
