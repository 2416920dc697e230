package dev.sangja.web.page;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Inline;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.MainTag;
import j2html.tags.specialized.SectionTag;
import java.util.List;

/** What this computer can do: each thing that is there or missing, what that degrades, and what to do. */
final class DoctorPage {
    private DoctorPage() {}

    static MainTag draw(List<Finding> findings, Words words) {
        long missing = findings.stream()
                .filter(finding -> finding.state() == Finding.State.MISSING)
                .count();
        long degraded = findings.stream()
                .filter(finding -> finding.state() == Finding.State.DEGRADED)
                .count();
        return main(
                        header(
                                        p(words.say("doctor.kicker")).withClass("kicker"),
                                        h1(words.say("doctor.title")),
                                        p(words.say(
                                                missing + degraded == 0 ? "doctor.well" : "doctor.lacks",
                                                "missing",
                                                missing,
                                                "degraded",
                                                degraded)))
                                .withClass("stephead"),
                        group(findings, Finding.State.MISSING, words),
                        group(findings, Finding.State.DEGRADED, words),
                        group(findings, Finding.State.THERE, words))
                .withId("main")
                .withClass("sheet")
                .attr("tabindex", "-1");
    }

    static SectionTag group(List<Finding> findings, Finding.State state, Words words) {
        List<Finding> members =
                findings.stream().filter(finding -> finding.state() == state).toList();
        SectionTag section = section(attrs(".findings"));
        String title = words.say("doctor." + state.name().toLowerCase(java.util.Locale.ROOT));
        return members.isEmpty()
                ? section.attr("hidden", "hidden")
                : section.with(h2(title), ol(each(members, DoctorPage::finding)).withClass("conds"));
    }

    private static LiTag finding(Finding finding) {
        State state = switch (finding.state()) {
            case THERE -> State.PASSED;
            case DEGRADED -> State.STALE;
            case MISSING -> State.FAILED;
        };
        return li(
                        state.icon().draw(),
                        div(
                                p(finding.name()).withClass("what"),
                                p(Inline.of(finding.found())).withClass("note"),
                                iff(
                                        !finding.effect().isEmpty(),
                                        p(Inline.of(finding.effect())).withClass("say")),
                                iff(
                                        !finding.remedy().isEmpty(),
                                        p(Inline.of(finding.remedy())).withClass("say remedy"))))
                .attr(Data.STATE, state.token());
    }
}
