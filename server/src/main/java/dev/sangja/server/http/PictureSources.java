package dev.sangja.server.http;

import dev.sangja.lessons.model.Picture;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StepProgress;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import dev.sangja.web.build.BuildTimeline;
import dev.sangja.web.lesson.PictureFacts;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What pictures are drawn from beside the view of the machine: builds of runs, layers of what they point out. Asks the
 * machine only for what a picture is about. Safe for use by several threads.
 */
final class PictureSources {
    /** A picture of builds looks at so many of the step's newest runs, and shows so many builds. */
    private static final int MOST_RUNS = 24;

    private static final int MOST_BUILDS = 6;

    /** More places than these are not looked at for one picture. */
    private static final int MOST_PLACES = 40;

    private final Store store;
    private final Runs runs;
    private final Seats seats;

    PictureSources(Store store, Runs runs, Seats seats) {
        this.store = store;
        this.runs = runs;
        this.seats = seats;
    }

    /** The facts for that picture; none if it needs none, or if there is no machine to ask. */
    PictureFacts facts(StepKey key, Picture picture) {
        return switch (picture.kind()) {
            case BUILD_STEPS -> PictureFacts.ofBuilds(builds(key));
            case TIMELINE ->
                picture.focus().contains("builds") ? PictureFacts.ofBuilds(builds(key)) : PictureFacts.NONE;
            case LAYER_STACK, SIZE_BARS -> PictureFacts.ofPlaces(places(key.learner(), picture));
            case ENVIRONMENT ->
                ask(key.learner(), machine -> VectorSources.environments(machine, picture, builds(key)))
                        .map(PictureFacts::ofEnvironments)
                        .orElse(PictureFacts.NONE);
            case ARGUMENTS ->
                ask(key.learner(), machine -> VectorSources.arguments(machine, picture, receipts(key)))
                        .map(PictureFacts::ofVectors)
                        .orElse(PictureFacts.NONE);
            default -> PictureFacts.NONE;
        };
    }

    /** The newest runs of the step since it was begun, oldest first. */
    private List<StoredRun> recent(StepKey key) {
        Instant begun = store.progress().ofStep(key).map(StepProgress::openedAt).orElse(Instant.EPOCH);
        return store.runs().newestOfStep(key, begun, MOST_RUNS);
    }

    private List<Receipt> receipts(StepKey key) {
        return recent(key).stream()
                .flatMap(run -> runs.receipt(run.id()).stream())
                .toList();
    }

    private List<BuildTimeline.Lane> builds(StepKey key) {
        List<BuildTimeline.Lane> builds = recent(key).stream()
                .flatMap(run -> runs.receipt(run.id()).stream()
                        .flatMap(receipt -> receipt.builds().stream())
                        .map(build -> new BuildTimeline.Lane(run.number(), build)))
                .toList();
        return builds.subList(Math.max(0, builds.size() - MOST_BUILDS), builds.size());
    }

    private List<PictureFacts.Sized> places(UUID learner, Picture picture) {
        return ask(learner, machine -> {
                    List<PictureFacts.Sized> places = new ArrayList<>();
                    for (String name : named(machine, picture)) {
                        sized(machine, name).ifPresent(places::add);
                    }
                    return places;
                })
                .orElse(List.of());
    }

    /** The places that a picture names, with {@code d*} replaced by the containers whose names begin so. */
    private static List<String> named(Machine machine, Picture picture) {
        List<String> names = new ArrayList<>();
        for (String focus : picture.focus()) {
            if (focus.endsWith("*")) {
                String prefix = focus.substring(0, focus.length() - 1);
                machine.observe().containers().stream()
                        .map(ContainerView::name)
                        .filter(name -> name.startsWith(prefix))
                        .forEach(names::add);
            } else {
                names.add(focus);
            }
        }
        return names.stream().distinct().limit(MOST_PLACES).toList();
    }

    private static Optional<PictureFacts.Sized> sized(Machine machine, String name) {
        Optional<LayerTower> tower = machine.tower(name);
        if (tower.isPresent() || !name.startsWith("/")) {
            return tower.map(found -> new PictureFacts.Sized(name, Optional.of(found), 0));
        }
        return machine.stat(new Place.Workbench(), name)
                .filter(file -> file.type().equals("file"))
                .map(FileFact::size)
                .map(size -> new PictureFacts.Sized(name, Optional.empty(), size));
    }

    /** One layer of a place that the picture names, with the texts of its files. */
    Optional<LayerDiff> floor(UUID learner, Picture picture, String place, int floor) {
        return ask(
                        learner,
                        machine -> named(machine, picture).contains(place)
                                ? machine.floor(place, floor)
                                : Optional.<LayerDiff>empty())
                .flatMap(Function.identity());
    }

    private <T> Optional<T> ask(UUID learner, Function<Machine, T> question) {
        try {
            return seats.peek(learner).map(question);
        } catch (MachineGoneException | UncheckedIOException unknown) {
            return Optional.empty();
        }
    }
}
