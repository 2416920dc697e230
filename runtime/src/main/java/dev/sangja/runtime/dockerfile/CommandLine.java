package dev.sangja.runtime.dockerfile;

import java.util.List;

/**
 * What an instruction runs.
 *
 * @param shell whether a shell is to read it: then there is one word, the text for it
 * @param words the program and its arguments, if no shell reads it
 */
public record CommandLine(boolean shell, List<String> words) {
    public CommandLine {
        words = List.copyOf(words);
    }
}
