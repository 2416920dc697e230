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

import dev.sangja.lessons.story.Phase;
import dev.sangja.lessons.story.Story;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        // What a call means is said where it is met first: said again at every row, nobody would read it.
        Set<String> said = new HashSet<>();
        List<DomContent> phases = new ArrayList<>();
        for (Phase phase : story.phases()) {
            phases.add(phase(phase, said, words));
        }
        return section(h3(words.say("story.title")), ol(each(phases.stream())).withClass("story"));
    }

    private static LiTag phase(Phase phase, Set<String> said, Words words) {
        String figure = figure(phase, words);
        return li(div(
                h4(span(phase.title()), iff(!figure.isEmpty(), span(figure).withClass("num"))),
                p(phase.sentence()),
                CallTable.draw(phase.calls(), said, words)));
    }

    /** The time of several calls together, and who made them if it was not the learner. */
    private static String figure(Phase phase, Words words) {
        String time = phase.calls().size() > 1 ? Figures.duration(phase.durationNanos()) : "";
        boolean engine = phase.origins().equals(Set.of(Origin.ENGINE));
        boolean container = phase.origins().equals(Set.of(Origin.CONTAINER));
        if (!engine && !container) {
            return time;
        }
        String who = words.say(engine ? "origin.engine" : "origin.container");
        return time.isEmpty() ? who : who + " · " + time;
    }
}
