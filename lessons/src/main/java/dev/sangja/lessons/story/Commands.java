package dev.sangja.lessons.story;

import java.util.List;
import java.util.Optional;

/** What a command line says. */
final class Commands {
    private Commands() {}

    /** The word after the given one. */
    static Optional<String> after(List<String> argv, String word) {
        int place = argv.indexOf(word);
        return place < 0 || place + 1 >= argv.size() ? Optional.empty() : Optional.of(argv.get(place + 1));
    }

    /**
     * The value of an option of nsenter(1), however it is written: {@code -t 12}, {@code -t12}, {@code --target=12}.
     */
    static Optional<String> option(List<String> argv, String letter, String name) {
        if (argv.isEmpty() || !Shown.lastComponent(argv.get(0)).equals("nsenter")) {
            return Optional.empty();
        }
        for (String word : argv) {
            if (word.startsWith(name + "=")) {
                return Optional.of(word.substring(name.length() + 1));
            }
            if (word.startsWith(letter) && word.length() > letter.length() && !word.startsWith("--")) {
                return Optional.of(word.substring(letter.length()));
            }
        }
        return after(argv, letter).or(() -> after(argv, name));
    }
}
