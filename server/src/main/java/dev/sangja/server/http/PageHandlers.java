package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Picture;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Finding;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.StoredRun;
import dev.sangja.web.asset.Asset;
import dev.sangja.web.asset.Assets;
import dev.sangja.web.page.Frame;
import dev.sangja.web.page.Pages;
import dev.sangja.web.text.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.UUID;

/** Pages, their fragments and their files. */
final class PageHandlers {
    private static final String FRAGMENT = "/fragments/lessons/{slug}/steps/{step}";

    private final Parts parts;

    PageHandlers(Parts parts) {
        this.parts = parts;
    }

    /** What pages are made of. */
    record Parts(
            Assets assets,
            Pages pages,
            Places places,
            Visitors visitors,
            Bookmarks bookmarks,
            MachineViews machines,
            StepViews steps,
            HomeViews home,
            Examination examination,
            RunApi runs) {}

    void register(RoutesConfig routes) {
        routes.get("/", this::home);
        routes.get("/lessons/{slug}", this::lesson);
        routes.get("/lessons/{slug}/{number}", this::step);
        routes.get("/doctor", this::doctor);
        routes.get("/assets/<path>", this::asset);
        routes.get("/vendor/<path>", this::asset);
        routes.get(
                "/fragments/machine-panel",
                request -> html(
                        request, parts.pages().machinePanel(parts.machines().panel(learner(request)), words(request))));
        routes.get(
                "/fragments/machine-notice",
                request -> html(
                        request,
                        parts.pages().machineNotice(parts.machines().status(learner(request)), words(request))));
        routes.get("/fragments/runs/{run}/receipt", this::receipt);
        routes.get(FRAGMENT + "/list", request -> {
            LessonStep place = parts.places().step(request);
            html(
                    request,
                    parts.pages()
                            .steps(parts.steps().step(learner(request), place, language(request)), words(request)));
        });
        routes.get(FRAGMENT + "/check", request -> {
            LessonStep place = parts.places().step(request);
            html(
                    request,
                    parts.pages()
                            .check(parts.steps().step(learner(request), place, language(request)), words(request)));
        });
        routes.get(FRAGMENT + "/predict/{id}", request -> {
            LessonStep place = parts.places().step(request);
            html(
                    request,
                    parts.pages()
                            .predict(
                                    parts.steps().step(learner(request), place, language(request)),
                                    Places.predict(place, request),
                                    words(request)));
        });
        routes.get(FRAGMENT + "/quiz/{id}", request -> {
            LessonStep place = parts.places().step(request);
            Cell.Quiz quiz = Places.quiz(place, request);
            html(
                    request,
                    parts.pages()
                            .quiz(
                                    parts.steps().step(learner(request), place, language(request)),
                                    quiz,
                                    words(request)));
        });
        routes.get(FRAGMENT + "/pictures/{id}", request -> {
            LessonStep place = parts.places().step(request);
            Picture picture = Places.picture(place, request);
            html(
                    request,
                    parts.pages()
                            .picture(
                                    parts.steps().step(learner(request), place, language(request)),
                                    picture,
                                    words(request)));
        });
    }

    private UUID learner(Context request) {
        return parts.visitors().require(request);
    }

    private void home(Context request) {
        LanguageChoice.remember(request);
        UUID learner = parts.visitors().welcome(request);
        html(request, parts.pages().home(parts.home().home(learner, language(request)), frame(request, learner)));
    }

    private void lesson(Context request) {
        LanguageChoice.remember(request);
        UUID learner = parts.visitors().welcome(request);
        Lesson lesson = parts.places().lesson(request);
        request.redirect(
                "/lessons/" + lesson.slug() + "/"
                        + parts.bookmarks().of(learner, lesson).number(),
                HttpStatus.FOUND);
    }

    private void step(Context request) {
        LanguageChoice.remember(request);
        Lesson lesson = parts.places().lesson(request);
        String number = request.pathParam("number");
        LessonStep place = Places.step(lesson, number);
        if (!number.equals(Integer.toString(place.step().number()))) {
            request.redirect("/lessons/" + lesson.slug() + "/" + place.step().number(), HttpStatus.FOUND);
            return;
        }
        UUID learner = parts.visitors().welcome(request);
        parts.bookmarks().put(learner, place);
        html(
                request,
                parts.pages().step(parts.steps().step(learner, place, language(request)), frame(request, learner)));
    }

    private void doctor(Context request) {
        LanguageChoice.remember(request);
        UUID learner = parts.visitors().welcome(request);
        Language language = language(request);
        html(
                request,
                parts.pages()
                        .doctor(
                                parts.examination().now().stream()
                                        .map(finding -> finding(finding, language))
                                        .toList(),
                                frame(request, learner)));
    }

    private static dev.sangja.web.page.Finding finding(Finding found, Language language) {
        dev.sangja.web.page.Finding.State state = switch (found.status()) {
            case OK -> dev.sangja.web.page.Finding.State.THERE;
            case DEGRADED -> dev.sangja.web.page.Finding.State.DEGRADED;
            case MISSING -> dev.sangja.web.page.Finding.State.MISSING;
        };
        boolean well = found.status() == Finding.Status.OK;
        return new dev.sangja.web.page.Finding(
                state,
                found.feature().title(language),
                found.detail(),
                well ? "" : found.degrades(language),
                well ? "" : found.feature().fix(language));
    }

    private void receipt(Context request) {
        StoredRun run = parts.runs().own(request);
        LessonStep place = parts.places().of(run.key());
        html(
                request,
                parts.pages()
                        .run(
                                place.lesson(),
                                place.step(),
                                run.cell(),
                                parts.steps().run(run, language(request)),
                                words(request)));
    }

    private void asset(Context request) {
        Asset asset =
                parts.assets().find(request.path()).orElseThrow(() -> new ProblemException(ProblemKind.PATH_UNKNOWN));
        request.header("Cache-Control", asset.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
        request.contentType(asset.contentType()).result(asset.content());
    }

    private Frame frame(Context request, UUID learner) {
        return new Frame(words(request), request.path(), parts.machines().status(learner));
    }

    private static Language language(Context request) {
        return LanguageChoice.of(request);
    }

    private static Words words(Context request) {
        return Words.in(language(request), TimeZoneChoice.of(request));
    }

    private static void html(Context request, String document) {
        request.header("Cache-Control", "private, no-store");
        request.header("Content-Language", language(request).tag());
        request.contentType("text/html; charset=utf-8").result(document);
    }
}
