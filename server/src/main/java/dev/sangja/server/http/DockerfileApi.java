package dev.sangja.server.http;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.DockerfileCheck;
import dev.sangja.runtime.dockerfile.Finding;
import dev.sangja.runtime.dockerfile.Problem;
import dev.sangja.runtime.dockerfile.SourceSpan;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks a Dockerfile over while it is written, without building it. */
final class DockerfileApi {
    /** As long as a cell may be. */
    private static final int LONGEST = 65_536;

    /** More than these cannot be read beside the text. */
    private static final int MOST_NOTES = 100;

    private final Visitors visitors;
    private final Body body;

    DockerfileApi(Visitors visitors, Body body) {
        this.visitors = visitors;
        this.body = body;
    }

    /** A Dockerfile's text. */
    record Text(String text) {
        Text {
            Objects.requireNonNull(text, "it is missing");
        }
    }

    /**
     * Something that is said about a place in a Dockerfile. Lines and columns count from 1, columns in characters; the
     * end is just behind the last one.
     *
     * @param level {@code error} or {@code warning}
     * @param rule the mistake's or the build check's name
     * @param message what is wrong, in the asked language
     * @param expected what was expected instead, in the asked language; empty for a warning
     */
    record Note(
            String level,
            String rule,
            int line,
            int column,
            int endLine,
            int endColumn,
            String message,
            String expected) {}

    /** Everything that is said, in the order of the text. */
    record Notes(List<Note> notes) {}

    void register(RoutesConfig routes) {
        routes.post("/api/dockerfile/check", this::check);
    }

    private void check(Context request) {
        visitors.require(request);
        String text = body.read(request, Text.class).text();
        if (text.length() > LONGEST) {
            throw new ProblemException(ProblemKind.CODE_TOO_LONG);
        }
        Dockerfile.Reading reading = DockerfileCheck.of(
                "Dockerfile",
                text.getBytes(StandardCharsets.UTF_8),
                DockerfileCheck.Surroundings.ofFile(architecture(), Optional.empty()));
        request.json(new Notes(notes(reading, LanguageChoice.of(request))));
    }

    private static String architecture() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    }

    private static List<Note> notes(Dockerfile.Reading reading, Language language) {
        List<Note> notes = new ArrayList<>();
        reading.problems().forEach(problem -> notes.add(note(problem, language)));
        reading.findings().forEach(finding -> notes.add(note(finding, language)));
        return notes.stream()
                .sorted(Comparator.comparingInt(Note::line).thenComparingInt(Note::column))
                .limit(MOST_NOTES)
                .toList();
    }

    private static Note note(Problem problem, Language language) {
        boolean korean = language == Language.KO;
        return note(
                "error",
                problem.mistake().name(),
                problem.span(),
                korean ? problem.korean() : problem.english(),
                korean ? problem.expectedKorean() : problem.expectedEnglish());
    }

    private static Note note(Finding finding, Language language) {
        String message = language == Language.KO ? finding.korean() : finding.english();
        return note("warning", finding.check().rule(), finding.span(), message, "");
    }

    private static Note note(String level, String rule, SourceSpan span, String message, String expected) {
        return new Note(level, rule, span.line(), span.column(), span.endLine(), span.endColumn(), message, expected);
    }
}
