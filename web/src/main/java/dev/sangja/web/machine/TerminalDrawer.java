package dev.sangja.web.machine;

import static j2html.TagCreator.b;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.kbd;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import dev.sangja.web.asset.Assets;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.DetailsTag;

/** The terminal at the foot of the page, closed until asked for. */
public final class TerminalDrawer {
    private TerminalDrawer() {}

    public static DetailsTag draw(Assets assets, Words words) {
        return details(
                        summary(
                                b(words.say("terminal.title")),
                                span(words.say("terminal.where")).withClass("dim"),
                                span(
                                                text(words.say("terminal.toggle") + " "),
                                                kbd("Ctrl `"),
                                                text(" · " + words.say("terminal.copy") + " "),
                                                kbd("Ctrl ⇧ C"),
                                                text(" · " + words.say("terminal.paste") + " "),
                                                kbd("Ctrl ⇧ V"))
                                        .withClass("tip")),
                        div().withClass("grip")
                                .attr("role", "separator")
                                .attr("aria-orientation", "horizontal")
                                .attr("aria-label", words.say("terminal.resize"))
                                .attr("aria-valuemin", "9")
                                .attr("aria-valuemax", "40")
                                .attr("aria-valuenow", "16")
                                .attr("tabindex", "0")
                                .attr(Data.PART, "grip"),
                        div(p(words.say("terminal.script")).withClass("dim"))
                                .withClass("screen")
                                .attr(Data.PART, "screen"))
                .withClass("drawer")
                .attr(Data.HOOK, Hook.DRAWER.module())
                .attr("data-terminal", assets.vendor("terminal"))
                .attr("data-terminal-style", assets.vendor("terminal.style"))
                .attr("data-terminal-fit", assets.vendor("terminal.fit"));
    }
}
