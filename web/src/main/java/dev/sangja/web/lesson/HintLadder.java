package dev.sangja.web.lesson;

import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.text.Message;
import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.OlTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where to look, then the shape with one blank, then the solution. Rungs that were taken stay open. */
final class HintLadder {
    private HintLadder() {}

    static OlTag draw(StepView view, Words words) {
        List<Message> hints = view.step().hints();
        int taken = view.check().hints();
        List<LiTag> rungs = new ArrayList<>();
        for (int index = 0; index < hints.size(); index++) {
            rungs.add(hint(hints.get(index), index, taken, words));
        }
        rungs.add(solution(view, words));
        return ol(each(rungs, rung -> rung)).withClass("hints").attr("aria-label", words.say("hints.label"));
    }

    private static LiTag hint(Message hint, int index, int taken, Words words) {
        int number = index + 1;
        DomContent rung = span(words.say("hints.rung", "number", number)).withClass("rung");
        if (index < taken) {
            return li(rung, div(rawHtml(hint.html(words.language(), Map.of()))));
        }
        if (index == taken) {
            String word = words.say(index == 0 ? "hints.take.first" : "hints.take.second");
            return li(rung, p(take(word, Integer.toString(number))));
        }
        return li(rung, p(words.say("hints.after", "number", taken + 1))).withClass("locked");
    }

    private static LiTag solution(StepView view, Words words) {
        CheckWork work = view.check();
        DomContent rung = span(words.say("hints.solution.rung")).withClass("rung");
        if (work.solutionShown()) {
            return li(rung, div(each(solved(view, words).stream())));
        }
        int hints = view.step().hints().size();
        if (work.hints() >= hints && work.attempts() >= CheckWork.TRIES_BEFORE_SOLUTION) {
            return li(
                    rung,
                    p(
                            take(words.say("hints.show.button"), "solution"),
                            text(" "),
                            span(words.say("hints.show.note")).withClass("dim small")));
        }
        return li(rung, p(words.say("hints.locked", "count", work.attempts()))).withClass("locked");
    }

    private static DomContent take(String word, String rung) {
        return button(word)
                .withType("button")
                .withClass("btn")
                .attr(Data.PART, "hint")
                .attr("data-rung", rung);
    }

    /** What passes the check: the code of each cell, and the order of a puzzle; measured answers are not told. */
    private static List<DomContent> solved(StepView view, Words words) {
        List<DomContent> parts = new ArrayList<>();
        for (Cell cell : view.step().cells()) {
            if (cell instanceof Cell.Shell shell) {
                parts.add(listing(view, cell, shell.solution(), words));
            } else if (cell instanceof Cell.File file) {
                parts.add(listing(view, cell, file.solution(), words));
            } else if (cell instanceof Cell.Answer) {
                parts.add(p(words.say("hints.solution.answer")));
            } else if (cell instanceof Cell.Order order) {
                parts.add(p(order(order, words)));
            }
        }
        return parts;
    }

    private static DomContent listing(StepView view, Cell cell, String code, Words words) {
        String letter = words.letter(Cells.index(view.step(), cell.id()));
        return div(
                p(words.say("cell.name", "letter", letter)).withClass("dim small"),
                pre(code(code)).withClass("code"));
    }

    private static String order(Cell.Order order, Words words) {
        Map<String, String> texts = order.items().stream()
                .collect(Collectors.toMap(Cell.Option::id, item -> item.text().plain(words.language(), Map.of())));
        return order.solution().stream().map(id -> texts.getOrDefault(id, id)).collect(Collectors.joining(" → "));
    }
}
