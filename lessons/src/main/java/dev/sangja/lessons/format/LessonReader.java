package dev.sangja.lessons.format;

import dev.sangja.lessons.format.TextFile.TextStep;
import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Localized;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one lesson's folder. Everything that can be known to be wrong without a machine is an error here: a missing
 * translation, a name that leads nowhere, a sentence that nobody needs, a condition that does not type-check.
 */
public final class LessonReader {
    private final Folder folder;
    private final String name;
    private final Markup markup;
    private final Messages messages;
    private final Mapping yaml;
    private final Map<Language, TextFile> texts = new EnumMap<>(Language.class);

    private LessonReader(Folder lessons, String name, Glossary glossary) {
        this.folder = lessons.folder(name);
        this.name = name;
        this.markup = new Markup(glossary);
        this.yaml = YamlFile.read(folder, name + "/lesson.yaml", "lesson.yaml");
        this.messages = Messages.read(folder, name, markup);
        for (Language language : Language.values()) {
            texts.put(language, text(folder, name, language));
        }
    }

    /**
     * Reads the lesson in that folder.
     *
     * @throws LessonFormatException if anything is wrong with it
     */
    public static Lesson read(Folder lessons, String name, int number, Glossary glossary) {
        return new LessonReader(lessons, name, glossary).lesson(number);
    }

    /** The prose of a lesson in one language. */
    static TextFile text(Folder folder, String name, Language language) {
        String file = "text." + language.tag() + ".md";
        return TextFile.parse(
                name + "/" + file,
                folder.read(file).orElseThrow(() -> new LessonFormatException(name + "/" + file, 0, "is missing")));
    }

    private TextFile text(Language language) {
        TextFile text = texts.get(language);
        if (text == null) {
            throw new IllegalStateException("no text in " + language);
        }
        return text;
    }

    private Lesson lesson(int number) {
        String slug = yaml.text("id");
        if (!name.endsWith("-" + slug)) {
            throw yaml.error("id", "is '" + slug + "', but the folder is " + name);
        }
        int minutes = yaml.number("minutes");
        yaml.texts("needs");
        List<Mapping> mappings = yaml.mappings("steps");
        yaml.done();
        checkSteps(mappings);
        List<Step> steps = new ArrayList<>();
        for (int at = 0; at < mappings.size(); at++) {
            TextStep korean = text(Language.KO).steps().get(at);
            TextStep english = text(Language.EN).steps().get(at);
            steps.add(new StepReader(folder, mappings.get(at), messages, markup).read(at + 1, korean, english));
        }
        checkIds(steps);
        for (String unused : messages.unused()) {
            throw messages.error(Language.KO, unused, "is not used");
        }
        Localized title =
                new Localized(text(Language.KO).title(), text(Language.EN).title());
        return new Lesson(number, slug, title, minutes, steps);
    }

    /** The same steps, in the same order, in the YAML and in both texts. */
    private void checkSteps(List<Mapping> mappings) {
        List<String> wanted =
                mappings.stream().map(mapping -> mapping.text("id")).toList();
        for (Language language : Language.values()) {
            TextFile text = text(language);
            List<String> found = text.steps().stream().map(TextStep::id).toList();
            if (!found.equals(wanted)) {
                throw new LessonFormatException(
                        text.file(), 0, "has the steps " + found + ", but lesson.yaml has " + wanted);
            }
        }
    }

    private void checkIds(List<Step> steps) {
        Set<String> ids = new HashSet<>();
        for (Step step : steps) {
            for (String id : step.cells().stream().map(cell -> cell.id()).toList()) {
                if (!ids.add(id)) {
                    throw yaml.error("steps", "has the cell '" + id + "' twice");
                }
            }
        }
    }
}
