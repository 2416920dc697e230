package dev.sangja.server.command;

import dev.sangja.lessons.text.Language;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The terminal that a command was typed in.
 *
 * @param out where results go
 * @param error where messages go
 * @param language what messages are said in
 */
public record Console(PrintStream out, PrintStream error, Language language) {
    /** The process's own terminal; text goes out as UTF-8 whatever the locale says. */
    public static Console ofProcess() {
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Language.ofTag(System.getProperty("sangja.language", "en")).orElse(Language.EN));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** A line of a result, in the console's language. */
    void tell(String korean, String english) {
        out.println(choose(korean, english));
    }

    /** A line about the command itself, in the console's language. */
    void warn(String korean, String english) {
        error.println(choose(korean, english));
    }

    String choose(String korean, String english) {
        return switch (language) {
            case KO -> korean;
            case EN -> english;
        };
    }
}
