package dev.sangja.web.receipt;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.web.markup.Inline;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import java.util.List;

/** What happened, by phases: a title, a sentence, and the calls that did it. */
final class StorySection {
    private StorySection() {}

    static DomContent draw(ReceiptView view, Words words) {
        Story story = view.story();
        if (story.phases().isEmpty()) {
            boolean observed = !view.receipt().journal().entries().isEmpty();
            String why = words.say(observed ? "story.nothing" : "story.none");
            return section(h3(words.say("story.title")), p(why).withClass("dim"));
        }
        return section(
                h3(words.say("story.title")),
                ol(each(story.phases(), phase -> phase(phase, story, words))).withClass("story"));
    }

    private static LiTag phase(Story.Phase phase, Story story, Words words) {
        String figure = figure(phase.calls(), words);
        return li(div(
                h4(span(phase.title()), iff(!figure.isEmpty(), span(figure).withClass("num"))),
                p(Inline.of(phase.sentence())),
                CallTable.draw(phase.calls(), story.explanations(), words)));
    }

    /** The time of several calls together, and who made them if it was not the learner. */
    private static String figure(List<JournalEntry> calls, Words words) {
        long nanos = calls.stream().mapToLong(JournalEntry::durationNanos).sum();
        String time = calls.size() > 1 ? Figures.duration(nanos) : "";
        boolean engine = calls.stream().allMatch(call -> call.origin() == Origin.ENGINE);
        boolean container = calls.stream().allMatch(call -> call.origin() == Origin.CONTAINER);
        if (!engine && !container) {
            return time;
        }
        String who = words.say(engine ? "origin.engine" : "origin.container");
        return time.isEmpty() ? who : who + " · " + time;
    }
}
