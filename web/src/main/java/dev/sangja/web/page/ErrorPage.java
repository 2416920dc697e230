package dev.sangja.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.sangja.web.markup.Inline;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.MainTag;
import java.util.List;

/** Pages for what went wrong: what happened, what to do, in the place where the thing would be. */
final class ErrorPage {
    private ErrorPage() {}

    static MainTag notFound(String detail, String path, List<Pages.Link> suggestions, Words words) {
        return sheet(
                "404",
                words.say("error.missing.title"),
                p(detail),
                p(text(words.say("error.missing.asked") + " "), span(path).withClass("mono"))
                        .withClass("dim small"),
                iff(
                        !suggestions.isEmpty(),
                        section(
                                h2(words.say("error.missing.perhaps")),
                                ul(each(suggestions, link -> li(a(link.title()).withHref(link.address()))))
                                        .withClass("links"))),
                home(words));
    }

    static MainTag failed(int status, String detail, String id, Words words) {
        return sheet(
                Integer.toString(status),
                words.say("error.failed.title"),
                p(detail),
                iff(!id.isEmpty(), p(words.say("error.failed.id", "id", id)).withClass("dim small")),
                home(words));
    }

    static MainTag unsupported(List<Finding> findings, Words words) {
        return sheet(
                "",
                words.say("error.unsupported.title"),
                p(Inline.of(words.say("error.unsupported.what"))),
                DoctorPage.group(findings, Finding.State.MISSING, words),
                p(Inline.of(words.say("error.unsupported.reads"))),
                home(words));
    }

    private static DomContent home(Words words) {
        return p(a(words.say("error.home")).withClass("btn go").withHref("/")).withClass("acts");
    }

    private static MainTag sheet(String number, String title, DomContent... content) {
        return main(
                        header(h1(iff(!number.isEmpty(), span(number).withClass("no")), text(" " + title)))
                                .withClass("stephead"),
                        div(content).withClass("error"))
                .withId("main")
                .withClass("sheet")
                .attr("tabindex", "-1");
    }
}
