package dev.sangja.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.header;
import static j2html.TagCreator.kbd;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.lessons.text.Language;
import dev.sangja.web.machine.MachineChip;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.ATag;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.HeaderTag;
import j2html.tags.specialized.SpanTag;
import java.util.Arrays;

/** The bar: mark, place, machine, language, light, keys. */
final class Bar {
    private Bar() {}

    /** The bar; {@code machineLink} says whether the page has a machine panel to lead to. */
    static HeaderTag draw(Frame frame, SpanTag where, boolean machineLink) {
        Words words = frame.words();
        SpanTag chip = MachineChip.draw(frame.machine(), words);
        return header(
                        a(logo(), text(words.say("brand"))).withClass("brand").withHref("/"),
                        where.withClass("where"),
                        machineLink ? a(chip).withHref("#machine") : chip,
                        languages(frame),
                        button(words.say("bar.theme"))
                                .withType("button")
                                .withClass("btn bare")
                                .attr(Data.HOOK, Hook.THEME.module())
                                .attr("data-theme-switch", "")
                                .attr("aria-pressed", "false"),
                        button(words.say("bar.projector"))
                                .withType("button")
                                .withClass("btn bare wide-only")
                                .attr(Data.HOOK, Hook.PROJECTOR.module())
                                .attr("aria-pressed", "false"),
                        button(text(words.say("bar.keys") + " "), kbd("?"))
                                .withType("button")
                                .withClass("btn bare keys")
                                .attr("data-open-keys", ""))
                .withClass("bar");
    }

    private static DomContent logo() {
        return Svg.tag("svg")
                .attr("viewBox", "0 0 18 18")
                .attr("aria-hidden", "true")
                .attr("fill", "none")
                .attr("stroke", "currentColor")
                .attr("stroke-width", "2")
                .with(
                        Svg.tag("path").attr("d", "M1.5 1.5h15v15h-15z"),
                        Svg.tag("path").attr("d", "M6.5 8.5h6v8"));
    }

    private static SpanTag languages(Frame frame) {
        return span(each(Arrays.asList(Language.values()), language -> language(frame, language)))
                .withClass("langs")
                .attr("role", "group")
                .attr("aria-label", "언어 · Language")
                .attr(Data.HOOK, Hook.LANGUAGES.module());
    }

    private static ATag language(Frame frame, Language language) {
        String name = switch (language) {
            case KO -> "한국어";
            case EN -> "English";
        };
        ATag link = a(name).withHref(frame.path() + "?lang=" + language.tag())
                .attr("lang", language.tag())
                .attr("hreflang", language.tag());
        return language == frame.words().language() ? link.attr("aria-current", "true") : link;
    }

    /** The strip that stands under the bar while the server cannot be reached. */
    static DivTag connection(Words words) {
        return div().withClass("strip")
                .attr("hidden", "hidden")
                .attr("role", "alert")
                .attr(Data.HOOK, Hook.CONNECTION.module())
                .with(
                        j2html.TagCreator.b(words.say("connection.lost")),
                        span().attr(Data.PART, "words"),
                        button(words.say("connection.now"))
                                .withType("button")
                                .withClass("btn")
                                .attr(Data.PART, "now"));
    }
}
