package dev.sangja.web.page;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.kbd;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.List;

/** The dialogs of a page: the table of keys, the palette, and the question before work is destroyed. */
final class Dialogs {
    /** Keys as they are written, and the text that says what they do. */
    private static final List<Key> KEYS = List.of(
            new Key("Shift + Enter", "keys.run-next"),
            new Key("Ctrl / ⌘ + Enter", "keys.run"),
            new Key("Ctrl + Shift + Enter", "keys.check"),
            new Key("Ctrl + C", "keys.stop"),
            new Key("Esc", "keys.leave"),
            new Key("Enter", "keys.enter"),
            new Key("J · K", "keys.move"),
            new Key("Ctrl + `", "keys.terminal"),
            new Key("Ctrl / ⌘ + K", "keys.palette"),
            new Key("R", "keys.receipt"),
            new Key("H", "keys.hint"),
            new Key("P", "keys.projector"),
            new Key("[ · ]", "keys.steps"),
            new Key("?", "keys.show"));

    private Dialogs() {}

    private record Key(String key, String text) {}

    static DomContent keys(Words words) {
        return dialog("keys", words.say("keys.title"))
                .attr(Data.HOOK, Hook.KEYS.module())
                .with(
                        table(tbody(each(KEYS, key -> row(key, words)))),
                        p(words.say("keys.note")).withClass("dim small"),
                        close(words));
    }

    private static TrTag row(Key key, Words words) {
        return tr(td(kbd(key.key())), td(words.say(key.text())));
    }

    static DomContent palette(Words words) {
        return dialog("palette", words.say("palette.title"))
                .with(
                        input().withType("text")
                                .withClass("field")
                                .attr("role", "combobox")
                                .attr("aria-expanded", "true")
                                .attr("aria-controls", "palette-list")
                                .attr("aria-label", words.say("palette.title"))
                                .attr("autocomplete", "off")
                                .attr("spellcheck", "false")
                                .withPlaceholder(words.say("palette.hint")),
                        ul().withId("palette-list")
                                .attr("role", "listbox")
                                .attr("aria-label", words.say("palette.title")));
    }

    static DomContent question(Words words) {
        return dialog("question", "")
                .with(
                        p().attr(Data.PART, "what"),
                        form(div(
                                                button(words.say("question.cancel"))
                                                        .withClass("btn")
                                                        .withValue("cancel")
                                                        .attr("autofocus", "autofocus"),
                                                text(" "),
                                                button().withClass("btn go")
                                                        .withValue("go")
                                                        .attr(Data.PART, "go"))
                                        .withClass("acts"))
                                .withMethod("dialog"));
    }

    private static DomContent close(Words words) {
        return form(button(words.say("keys.close")).withClass("btn")).withMethod("dialog");
    }

    private static j2html.tags.specialized.DialogTag dialog(String id, String title) {
        return j2html.TagCreator.dialog()
                .withId(id)
                .attr("aria-labelledby", id + "-h")
                .with(h2(title).withId(id + "-h"));
    }
}
