package dev.sangja.web.lesson;

import static j2html.TagCreator.button;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import dev.sangja.lessons.model.Cell;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.Icon;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An ordering puzzle: items that move by two buttons each, or by dragging. */
final class OrderBlock {
    private OrderBlock() {}

    static SectionTag draw(StepView view, Cell.Order order, Words words) {
        String id = "order-" + order.id();
        CellWork work = view.work(order.id());
        return section(
                        h2(words.say("order.title")).withId(id + "-h"),
                        p(words.say("order.how")).withClass("dim small"),
                        ol(each(arranged(order, work), item -> item(item, words)))
                                .withClass("items")
                                .attr(Data.PART, "items"),
                        button(words.say("order.compare"))
                                .withType("button")
                                .withClass("btn")
                                .attr(Data.PART, "compare"),
                        AnswerBlock.feedback(work.feedback()))
                .withClass("ask order")
                .withId(id)
                .attr("aria-labelledby", id + "-h")
                .attr(Data.HOOK, Hook.ORDER.module())
                .attr(Data.ACTION, Addresses.api(view.lesson(), view.step()) + "/answers/" + order.id());
    }

    private static LiTag item(Cell.Option item, Words words) {
        String plain = item.text().plain(words.language(), Map.of());
        return li(
                        Icon.GRIP.draw(),
                        span(rawHtml(item.text().html(words.language(), Map.of())))
                                .withClass("what"),
                        button(Icon.UP.draw())
                                .withType("button")
                                .withClass("btn bare")
                                .attr(Data.PART, "up")
                                .attr("aria-label", words.say("order.up", "item", plain)),
                        button(Icon.DOWN.draw())
                                .withType("button")
                                .withClass("btn bare")
                                .attr(Data.PART, "down")
                                .attr("aria-label", words.say("order.down", "item", plain)))
                .attr("data-item", item.id());
    }

    /** The items as the learner left them; ones that are not in the learner's order stay behind, in their own. */
    private static List<Cell.Option> arranged(Cell.Order order, CellWork work) {
        List<String> left =
                Arrays.asList(work.answers().getOrDefault(order.id(), "").split(","));
        List<Cell.Option> items = new ArrayList<>(order.items());
        items.sort(Comparator.comparingInt(item -> left.contains(item.id()) ? left.indexOf(item.id()) : left.size()));
        return items;
    }
}
