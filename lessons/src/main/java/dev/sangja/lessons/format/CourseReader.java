package dev.sangja.lessons.format;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.text.Localized;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the whole course: {@code course.yaml}, {@code glossary.yaml} and the folder of every lesson that has one. */
public final class CourseReader {
    private final Folder folder;

    private CourseReader(Folder folder) {
        this.folder = folder;
    }

    /**
     * Reads the course below that folder. It is meant to be called once, when the product starts.
     *
     * @throws LessonFormatException if anything is wrong with it
     */
    public static Course read(Folder folder) {
        return new CourseReader(folder).course();
    }

    private Course course() {
        Mapping yaml = YamlFile.read(folder, "course.yaml", "course.yaml");
        Glossary glossary = glossary();
        List<Course.Track> tracks = new ArrayList<>();
        for (Mapping track : yaml.mappings("tracks")) {
            tracks.add(new Course.Track(track.text("id"), localized(track, "title")));
            track.done();
        }
        List<CourseLesson> lessons = new ArrayList<>();
        for (Mapping lesson : yaml.mappings("lessons")) {
            lessons.add(lesson(lesson, tracks, glossary));
        }
        yaml.done();
        return new Course(tracks, lessons, glossary);
    }

    private CourseLesson lesson(Mapping mapping, List<Course.Track> tracks, Glossary glossary) {
        String track = mapping.text("track");
        if (tracks.stream().noneMatch(known -> known.id().equals(track))) {
            throw mapping.error("track", "is '" + track + "', which is not a track");
        }
        CourseLesson planned = new CourseLesson(
                mapping.number("number"),
                mapping.text("slug"),
                track,
                localized(mapping, "title"),
                mapping.number("minutes"),
                mapping.number("steps"),
                mapping.texts("needs"),
                Optional.empty());
        mapping.done();
        if (folder.read(planned.folder() + "/lesson.yaml").isEmpty()) {
            return planned;
        }
        Lesson lesson = LessonReader.read(folder, planned.folder(), planned.number(), glossary);
        if (!lesson.title().equals(planned.title()) || lesson.minutes() != planned.minutes()) {
            throw mapping.error("slug", "has another title or other minutes than its folder");
        }
        return new CourseLesson(
                planned.number(),
                planned.slug(),
                track,
                lesson.title(),
                lesson.minutes(),
                lesson.steps().size(),
                planned.needs(),
                Optional.of(lesson));
    }

    private Glossary glossary() {
        Mapping yaml = YamlFile.read(folder, "glossary.yaml", "glossary.yaml");
        List<Glossary.Term> terms = new ArrayList<>();
        for (Mapping term : yaml.mappings("terms")) {
            Optional<Localized> note = term.has("note") ? Optional.of(localized(term, "note")) : Optional.empty();
            terms.add(new Glossary.Term(term.text("id"), new Localized(term.text("ko"), term.text("en")), note));
            term.done();
        }
        yaml.done();
        return new Glossary(terms);
    }

    private static Localized localized(Mapping mapping, String key) {
        Mapping texts = mapping.mapping(key);
        Localized localized = new Localized(texts.text("ko"), texts.text("en"));
        texts.done();
        return localized;
    }
}
