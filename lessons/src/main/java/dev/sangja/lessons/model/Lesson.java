package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Localized;
import java.util.List;
import java.util.Optional;

/**
 * A written lesson. Immutable; it is loaded once and shared by everybody.
 *
 * @param number its number in the course
 * @param slug its name in addresses
 * @param title its title
 * @param minutes how long it takes
 * @param steps in order
 */
public record Lesson(int number, String slug, Localized title, int minutes, List<Step> steps) {
    public Lesson {
        steps = List.copyOf(steps);
    }

    /** The step of that id ({@code pid}) or number ({@code 3}). */
    public Optional<Step> step(String name) {
        return steps.stream()
                .filter(step -> step.id().equals(name)
                        || Integer.toString(step.number()).equals(name))
                .findFirst();
    }
}
