package dev.sangja.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.link;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.title;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.lessons.text.Language;
import dev.sangja.web.asset.Assets;
import dev.sangja.web.markup.Icon;
import dev.sangja.web.text.Words;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.util.Arrays;
import java.util.List;

/** What is the same on every page: styles, scripts, the sprite, the bar, the dialogs. */
final class Layout {
    /** In the order of the cascade. */
    private static final List<String> STYLES = List.of(
            "fonts", "tokens", "base", "frame", "cell", "receipt", "check", "machine", "notice", "home", "narrow",
            "print");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Assets assets;

    Layout(Assets assets) {
        this.assets = assets;
    }

    /** A whole page. */
    String page(Frame frame, String title, DomContent bar, DomContent... content) {
        Words words = frame.words();
        return TagCreator.document(html(
                        top(frame, title),
                        body(
                                a(words.say("skip")).withClass("skip").withHref("#main"),
                                Icon.sprite(),
                                bar,
                                Bar.connection(words),
                                each(content),
                                Dialogs.keys(words),
                                Dialogs.palette(words),
                                Dialogs.question(words),
                                texts(words)))
                .attr("lang", words.language().tag()));
    }

    private HeadTag top(Frame frame, String title) {
        Words words = frame.words();
        return head(
                meta().withCharset("utf-8"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                title(title + " · " + words.say("brand")),
                link().withRel("icon").withHref(assets.own("icon.svg")).withType("image/svg+xml"),
                link().withRel("stylesheet").withHref(assets.vendor("font")),
                each(STYLES, style -> link().withRel("stylesheet").withHref(assets.own("css/" + style + ".css"))),
                each(
                        Arrays.asList(Language.values()),
                        language -> link().withRel("alternate")
                                .attr("hreflang", language.tag())
                                .withHref(frame.path() + "?lang=" + language.tag())),
                // Runs before the page is painted, so that a chosen theme does not flash.
                script().withSrc(assets.own("js/early.js")),
                script().withType("module")
                        .withSrc(assets.own("js/app.js"))
                        .attr("data-editor", assets.vendor("editor")));
    }

    /** The texts of scripts, as data: no script runs from the page itself. */
    private static DomContent texts(Words words) {
        try {
            String json = JSON.writeValueAsString(words.forScripts()).replace("<", "\\u003c");
            return script(rawHtml(json)).withType("application/json").withId("texts");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
