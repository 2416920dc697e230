package dev.sangja.server.http;

import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.Course;

/** The course as it is taught: the API is tested with the second step of its sixth lesson. */
final class TestCourse {
    private TestCourse() {}

    static Course read() {
        return CourseReader.read(Folder.ofProduct());
    }
}
