package dev.sangja.web.page;

import static j2html.TagCreator.b;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Picture;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.asset.Assets;
import dev.sangja.web.lesson.CheckBlock;
import dev.sangja.web.lesson.PictureBlock;
import dev.sangja.web.lesson.PredictBlock;
import dev.sangja.web.lesson.QuizBlock;
import dev.sangja.web.lesson.RunFragment;
import dev.sangja.web.lesson.RunView;
import dev.sangja.web.lesson.StepBody;
import dev.sangja.web.lesson.StepList;
import dev.sangja.web.lesson.StepView;
import dev.sangja.web.machine.GoneNotice;
import dev.sangja.web.machine.MachinePanel;
import dev.sangja.web.machine.MachineStatus;
import dev.sangja.web.machine.PanelView;
import dev.sangja.web.machine.TerminalDrawer;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.util.List;

/**
 * Renders pages and fragments from values. Does nothing else: no input, no output, no clock. Immutable and safe for use
 * by several threads.
 *
 * <p>A fragment is the markup of one element, for a page that is already open; docs/http.md says at which address each
 * is expected.
 */
public final class Pages {
    private final Assets assets;
    private final Layout layout;

    public Pages(Assets assets) {
        this.assets = assets;
        this.layout = new Layout(assets);
    }

    /**
     * Somewhere to go.
     *
     * @param address the address of a page of ours
     * @param title what stands there
     */
    public record Link(String address, String title) {}

    public String home(HomeView view, Frame frame) {
        Words words = frame.words();
        return layout.page(
                frame,
                words.say("home.title"),
                Bar.draw(frame, span(words.say("home.title")), false),
                HomePage.draw(view, words));
    }

    public String step(StepView view, Frame frame) {
        Words words = frame.words();
        String title = view.lesson().number() + "." + view.step().number() + " "
                + view.step().title().in(words.language());
        SpanTag where = span(
                span(
                                text(view.track().id() + " "),
                                text(view.track().title().in(words.language())),
                                text(" \u00a0/\u00a0 "))
                        .withClass("wide"),
                b(view.lesson().number() + " " + view.lesson().title().in(words.language())));
        return layout.page(
                frame,
                title,
                Bar.draw(frame, where, true),
                StepBody.draw(view, words),
                TerminalDrawer.draw(assets, words));
    }

    public String doctor(List<Finding> findings, Frame frame) {
        return sheet(frame, frame.words().say("doctor.title"), DoctorPage.draw(findings, frame.words()));
    }

    /** For an address where nothing is: says what was asked for, and what may have been meant. */
    public String notFound(String detail, List<Link> suggestions, Frame frame) {
        String title = frame.words().say("error.missing.title");
        return sheet(frame, title, ErrorPage.notFound(detail, frame.path(), suggestions, frame.words()));
    }

    /** For a request that could not be done; {@code id} finds the cause in the server's log, and may be empty. */
    public String failed(int status, String detail, String id, Frame frame) {
        String title = frame.words().say("error.failed.title");
        return sheet(frame, title, ErrorPage.failed(status, detail, id, frame.words()));
    }

    /** For a computer that cannot start machines: exactly what is missing and what to do. */
    public String unsupported(List<Finding> findings, Frame frame) {
        String title = frame.words().say("error.unsupported.title");
        return sheet(frame, title, ErrorPage.unsupported(findings, frame.words()));
    }

    private String sheet(Frame frame, String title, DomContent content) {
        return layout.page(frame, title, Bar.draw(frame, span(title), false), content);
    }

    /** {@code /fragments/runs/RUN/receipt}: the state of the run's cell, its receipt, what is announced. */
    public String run(Lesson lesson, Step step, String cell, RunView run, Words words) {
        return RunFragment.draw(lesson, step, cell, run, words).render();
    }

    /** {@code /fragments/machine-panel}. */
    public String machinePanel(PanelView view, Words words) {
        return MachinePanel.draw(view, words).render();
    }

    /** {@code /fragments/machine-notice}: hidden if the machine is well. */
    public String machineNotice(MachineStatus status, Words words) {
        return GoneNotice.draw(status, words).render();
    }

    /** {@code /fragments/lessons/SLUG/steps/STEP/list}: the steps of the lesson, with their ticks. */
    public String steps(StepView view, Words words) {
        return StepList.draw(view, words).render();
    }

    /** {@code /fragments/lessons/SLUG/steps/STEP/check}. */
    public String check(StepView view, Words words) {
        return CheckBlock.draw(view, words).render();
    }

    /** {@code /fragments/lessons/SLUG/steps/STEP/predict/ID}. */
    public String predict(StepView view, Predict predict, Words words) {
        return PredictBlock.draw(view, predict, words).render();
    }

    /** {@code /fragments/lessons/SLUG/steps/STEP/quiz/ID}. */
    public String quiz(StepView view, Cell.Quiz quiz, Words words) {
        return QuizBlock.draw(view, quiz, words).render();
    }

    /** {@code /fragments/lessons/SLUG/steps/STEP/pictures/ID}. */
    public String picture(StepView view, Picture picture, Words words) {
        return PictureBlock.draw(view, picture, words).render();
    }
}
