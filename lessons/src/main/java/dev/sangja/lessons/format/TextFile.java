package dev.sangja.lessons.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prose of a lesson in one language: a title, and steps of paragraphs and directives.
 *
 * @param file its name, for errors
 * @param title the lesson's title
 * @param steps in order
 */
record TextFile(String file, String title, List<TextStep> steps) {
    private static final Pattern LESSON = Pattern.compile("# +(.+?)\\s*");
    private static final Pattern STEP = Pattern.compile("## +(.+?) +\\{#([a-z0-9-]+)}\\s*");
    private static final Pattern DIRECTIVE = Pattern.compile("::(cell|predict|picture) +([a-z0-9-]+)\\s*");

    TextFile {
        steps = List.copyOf(steps);
    }

    /**
     * One step's text.
     *
     * @param id the step's id
     * @param title its title
     * @param line where it begins
     * @param parts paragraphs and directives, in order
     */
    record TextStep(String id, String title, int line, List<Part> parts) {
        /** What follows each other without a directive between, joined; and the directives, in order. */
        List<Part> merged() {
            List<Part> merged = new ArrayList<>();
            for (Part part : parts) {
                Part last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                if (last != null && last.isProse() && part.isProse()) {
                    merged.set(merged.size() - 1, new Part("", "", last.text() + "\n\n" + part.text(), last.line()));
                } else {
                    merged.add(part);
                }
            }
            return merged;
        }
    }

    /**
     * A paragraph, or a directive that places something by its id.
     *
     * @param directive {@code cell}, {@code predict} or {@code picture}; empty for a paragraph
     * @param id what the directive places
     * @param text the paragraph's Markdown
     * @param line where it begins
     */
    record Part(String directive, String id, String text, int line) {
        boolean isProse() {
            return directive.isEmpty();
        }
    }

    static TextFile parse(String file, String text) {
        return new Reading(file).read(text.lines().toList());
    }

    /** Reads one file, line by line. */
    private static final class Reading {
        private final String file;
        private final List<TextStep> steps = new ArrayList<>();
        private final StringBuilder paragraph = new StringBuilder();
        private String title = "";
        private int paragraphLine;
        private boolean fenced;

        Reading(String file) {
            this.file = file;
        }

        TextFile read(List<String> lines) {
            int number = 0;
            for (String line : lines) {
                number++;
                if (line.startsWith("```")) {
                    fenced = !fenced;
                }
                if (!fenced && isMark(line, number)) {
                    continue;
                }
                if (line.isBlank() && !fenced) {
                    endParagraph();
                } else {
                    if (paragraph.isEmpty()) {
                        paragraphLine = number;
                    }
                    paragraph.append(line).append('\n');
                }
            }
            endParagraph();
            if (title.isEmpty()) {
                throw new LessonFormatException(file, 1, "must begin with the lesson's title: # Title");
            }
            return new TextFile(file, title, steps);
        }

        /** Takes a title or a directive; anything else is prose. */
        private boolean isMark(String line, int number) {
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                endParagraph();
                steps.add(new TextStep(step.group(2), step.group(1), number, new ArrayList<>()));
                return true;
            }
            Matcher directive = DIRECTIVE.matcher(line);
            if (directive.matches()) {
                endParagraph();
                current(number).add(new Part(directive.group(1), directive.group(2), "", number));
                return true;
            }
            Matcher lesson = LESSON.matcher(line);
            if (lesson.matches() && title.isEmpty()) {
                title = lesson.group(1);
                return true;
            }
            if (line.startsWith("::") || line.startsWith("#")) {
                throw new LessonFormatException(
                        file,
                        number,
                        "'" + line + "' is neither a step (## Title {#id}) nor one of ::cell, ::predict, ::picture ID");
            }
            return false;
        }

        private void endParagraph() {
            String text = paragraph.toString().strip();
            paragraph.setLength(0);
            if (!text.isEmpty()) {
                current(paragraphLine).add(new Part("", "", text, paragraphLine));
            }
        }

        private List<Part> current(int line) {
            if (steps.isEmpty()) {
                throw new LessonFormatException(file, line, "stands before the first step (## Title {#id})");
            }
            return steps.get(steps.size() - 1).parts();
        }
    }
}
