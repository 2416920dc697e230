package dev.sangja.web.lesson;

import static j2html.TagCreator.br;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.fieldset;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.legend;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import dev.sangja.lessons.check.Outcome;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Predict;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.Map;
import java.util.Optional;

/** A question before a run; after it, prediction and outcome side by side. Never graded: no green, no red. */
public final class PredictBlock {
    private PredictBlock() {}

    /** The question, or what became of it. */
    public static SectionTag draw(StepView view, Predict predict, Words words) {
        String id = "predict-" + predict.id();
        String before = words.say(
                "predict.before", "letter", words.letter(Math.max(0, Cells.index(view.step(), predict.cell()))));
        Optional<Forecast> forecast = Optional.ofNullable(view.forecasts().get(predict.id()));
        boolean seen = forecast.flatMap(Forecast::seen).isPresent();
        SectionTag block = section()
                .withClass("predict")
                .withId(id)
                .attr("aria-labelledby", id + "-h")
                .attr(Data.HOOK, Hook.PREDICT.module())
                .attr("data-cell", predict.cell())
                .attr(Data.ACTION, Addresses.api(view.lesson(), view.step()) + "/predict/" + predict.id())
                .attr(Data.FRAGMENT, Addresses.fragment(view.lesson(), view.step()) + "/predict/" + predict.id());
        return seen
                ? block.with(versus(predict, forecast.get(), before, id, words))
                : block.with(question(predict, forecast.map(Forecast::option), before, id, words));
    }

    private static DomContent question(
            Predict predict, Optional<String> chosen, String before, String id, Words words) {
        return fieldset(
                legend(
                                span(before).withClass("label"),
                                br(),
                                rawHtml(predict.question().html(words.language(), Map.of())))
                        .withId(id + "-h"),
                div(
                                each(predict.options(), option -> option(id, option.id(), html(option, words), chosen)),
                                option(id, Predict.UNSURE, span(words.say("predict.unsure")), chosen))
                        .withClass("opts"),
                p().withClass("dim small").attr(Data.PART, "kept").attr("role", "status"));
    }

    private static DomContent html(Cell.Option option, Words words) {
        return span(rawHtml(option.text().html(words.language(), Map.of())));
    }

    private static DomContent option(String group, String value, DomContent text, Optional<String> chosen) {
        return label(
                input().withType("radio")
                        .withName(group)
                        .withValue(value)
                        .withCondChecked(chosen.isPresent() && chosen.get().equals(value)),
                text);
    }

    private static DomContent versus(Predict predict, Forecast forecast, String before, String id, Words words) {
        Outcome.Seen seen = forecast.seen().orElseThrow();
        DomContent mine = predict.options().stream()
                .filter(option -> option.id().equals(forecast.option()))
                .findFirst()
                .map(option -> html(option, words))
                .orElseGet(() -> span(words.say("predict.unsure")));
        String happened = forecast.receipt()
                .map(number -> words.say("predict.happened.receipt", "number", number))
                .orElseGet(() -> words.say("predict.happened.plain"));
        return div(
                p(before).withClass("label"),
                h2(rawHtml(predict.question().html(words.language(), Map.of()))).withId(id + "-h"),
                dl(
                                div(dt(words.say("predict.mine", "time", words.time(forecast.at()))), dd(mine)),
                                div(dt(happened), dd(rawHtml(seen.message().html(words.language(), seen.facts())))))
                        .withClass("versus"),
                label(words.say("predict.why.label")).withClass("sr").withFor(id + "-why"),
                input().withClass("field")
                        .withId(id + "-why")
                        .withMaxlength("500")
                        .withValue(forecast.why())
                        .withPlaceholder(words.say("predict.why.hint"))
                        .attr(Data.PART, "why"));
    }
}
