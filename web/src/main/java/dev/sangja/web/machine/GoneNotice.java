package dev.sangja.web.machine;

import static j2html.TagCreator.button;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.SectionTag;

/**
 * What is said when there is no machine to run a cell on: what happened, what is kept and lost, the cause as recorded,
 * and what to do. It stands in the page, hidden while the machine is well.
 */
public final class GoneNotice {
    private GoneNotice() {}

    /** The notice for that state; for a machine that is well, hidden. */
    public static SectionTag draw(MachineStatus status, Words words) {
        boolean gone = status.kind() == MachineStatus.Kind.GONE;
        boolean failed = status.kind() == MachineStatus.Kind.FAILED;
        SectionTag notice = section(
                        State.GONE.icon().draw(),
                        div(
                                h2(words.say(failed ? "gone.failed.title" : "gone.title")),
                                p(words.say(
                                        failed ? "gone.failed.what" : "gone.what", "time", words.time(status.since()))),
                                dl(
                                                div(dt(words.say("gone.kept.label")), dd(words.say("gone.kept.what"))),
                                                div(dt(words.say("gone.lost.label")), dd(words.say("gone.lost.what"))),
                                                iff(
                                                        !status.cause().isEmpty(),
                                                        div(dt(words.say("gone.cause")), dd(status.cause()))))
                                        .withClass("lead"),
                                p(
                                                button(words.say("gone.rebuild.label"))
                                                        .withType("button")
                                                        .withClass("btn go")
                                                        .attr(Data.PART, "rebuild"),
                                                button(words.say("gone.empty"))
                                                        .withType("button")
                                                        .withClass("btn")
                                                        .attr(Data.PART, "empty"))
                                        .withClass("acts"),
                                p(words.say("gone.rebuild.note")).withClass("dim small")))
                .withClass("notice")
                .attr(Data.HOOK, Hook.NOTICE.module())
                .attr(Data.STATE, failed ? State.FAILED.token() : State.GONE.token())
                .attr("role", "alert")
                .attr("data-fragment", "/fragments/machine-notice");
        return gone || failed ? notice : notice.attr("hidden", "hidden");
    }
}
