package dev.sangja.lessons.format;

import dev.sangja.lessons.format.TextFile.Part;
import dev.sangja.lessons.format.TextFile.TextStep;
import dev.sangja.lessons.model.Block;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Picture;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Localized;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a step's prose, cells, questions and pictures in reading order, which is the same in both languages. */
final class Placement {
    private final Mapping yaml;
    private final Markup markup;
    private final Map<String, Cell> cells;
    private final Map<String, Predict> predicts;
    private final Map<String, Picture> pictures;

    Placement(
            Mapping yaml,
            Markup markup,
            Map<String, Cell> cells,
            Map<String, Predict> predicts,
            Map<String, Picture> pictures) {
        this.yaml = yaml;
        this.markup = markup;
        this.cells = cells;
        this.predicts = predicts;
        this.pictures = pictures;
    }

    List<Block> blocks(TextStep korean, TextStep english) {
        List<Part> first = korean.merged();
        List<Part> second = english.merged();
        if (!shape(korean.parts()).equals(shape(english.parts()))) {
            throw yaml.error(
                    "id",
                    "'" + korean.id() + "': the Korean text is " + shape(korean.parts()) + ", the English "
                            + shape(english.parts()));
        }
        Set<String> placed = new HashSet<>();
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < first.size(); at++) {
            Part part = first.get(at);
            blocks.add(part.isProse() ? prose(part, second.get(at)) : placed(part, placed));
        }
        checkAllPlaced("cells", "cell", cells.keySet(), placed);
        checkAllPlaced("predicts", "predict", predicts.keySet(), placed);
        checkAllPlaced("pictures", "picture", pictures.keySet(), placed);
        return blocks;
    }

    /** What stands where, without the words. */
    private static List<String> shape(List<Part> parts) {
        return parts.stream()
                .map(part -> part.isProse() ? "paragraph" : part.directive() + " " + part.id())
                .toList();
    }

    private Block prose(Part korean, Part english) {
        return new Block.Prose(new Localized(html(korean, Language.KO), html(english, Language.EN)));
    }

    private String html(Part part, Language language) {
        try {
            return markup.blocks(part.text(), language);
        } catch (IllegalArgumentException wrong) {
            throw new LessonFormatException(
                    "text." + language.tag() + ".md", part.line(), String.valueOf(wrong.getMessage()));
        }
    }

    private Block placed(Part part, Set<String> placed) {
        if (!placed.add(part.directive() + " " + part.id())) {
            throw new LessonFormatException("text.ko.md", part.line(), part.directive() + " " + part.id() + " again");
        }
        Cell cell = cells.get(part.id());
        Predict predict = predicts.get(part.id());
        Picture picture = pictures.get(part.id());
        if (part.directive().equals("cell") && cell != null) {
            return new Block.CellBlock(cell);
        }
        if (part.directive().equals("predict") && predict != null) {
            return new Block.PredictBlock(predict);
        }
        if (part.directive().equals("picture") && picture != null) {
            return new Block.PictureBlock(picture);
        }
        throw new LessonFormatException(
                "text.ko.md",
                part.line(),
                "places the " + part.directive() + " '" + part.id() + "', which is not there");
    }

    private void checkAllPlaced(String key, String directive, Set<String> ids, Set<String> placed) {
        for (String id : ids) {
            if (!placed.contains(directive + " " + id)) {
                throw yaml.error(
                        key, "has '" + id + "', but the text does not place it (::" + directive + " " + id + ")");
            }
        }
    }
}
