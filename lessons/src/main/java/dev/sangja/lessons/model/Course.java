package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Localized;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is taught.
 *
 * @param tracks in the order of the home page
 * @param lessons by rising number; one that is not written yet is planned
 * @param glossary the terms of all lessons
 */
public record Course(List<Track> tracks, List<CourseLesson> lessons, Glossary glossary) {
    public Course {
        tracks = List.copyOf(tracks);
        lessons = List.copyOf(lessons);
    }

    /**
     * A group of lessons.
     *
     * @param id such as {@code T3}
     * @param title its name
     */
    public record Track(String id, Localized title) {}

    /** The lesson of that slug ({@code namespaces}), number ({@code 6}) or folder ({@code 06-namespaces}). */
    public Optional<CourseLesson> find(String name) {
        return lessons.stream()
                .filter(lesson -> lesson.slug().equals(name)
                        || lesson.folder().equals(name)
                        || Integer.toString(lesson.number()).equals(name))
                .findFirst();
    }

    /** The lessons of one track, in order. */
    public List<CourseLesson> lessonsOf(Track track) {
        return lessons.stream()
                .filter(lesson -> lesson.track().equals(track.id()))
                .toList();
    }

    /** The lessons that are written, in order. */
    public List<Lesson> written() {
        return lessons.stream().flatMap(lesson -> lesson.content().stream()).toList();
    }
}
