package dev.sangja.runtime.build;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.GlobalArguments;
import dev.sangja.runtime.dockerfile.SourceSpan;
import dev.sangja.runtime.dockerfile.Stage;
import dev.sangja.runtime.dockerfile.StageGraph;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildWarning;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the stages of one build share. Safe for use by several threads. */
final class BuildJob {
    private final BuildRequest request;
    private final BuildTools tools;
    private final Cancellation cancellation;
    private final Dockerfile file;
    private final GlobalArguments globals;
    private final Clock clock = Clock.systemUTC();
    private final Map<Integer, StageState> finished = new ConcurrentHashMap<>();
    private final List<BuildStep> steps = new ArrayList<>();
    private final List<BuildWarning> warnings = new ArrayList<>();

    BuildJob(
            BuildRequest request,
            BuildTools tools,
            Cancellation cancellation,
            Dockerfile file,
            GlobalArguments globals) {
        this.request = request;
        this.tools = tools;
        // Of its own, because a failure of one stage ends the others.
        this.cancellation = new Cancellation();
        cancellation.onCancel(this.cancellation::cancel);
        this.file = file;
        this.globals = globals;
    }

    BuildRequest request() {
        return request;
    }

    BuildTools tools() {
        return tools;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Dockerfile file() {
        return file;
    }

    GlobalArguments globals() {
        return globals;
    }

    /** The time that what is made now bears. */
    Instant now() {
        return request.epoch().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Nanoseconds since the run began. */
    long elapsed() {
        return System.nanoTime() - tools.origin();
    }

    void finish(Stage stage, StageState state) {
        finished.put(stage.index(), state);
    }

    Optional<StageState> finished(Stage stage) {
        return Optional.ofNullable(finished.get(stage.index()));
    }

    /** What is known of a step, unless nothing that is known may be used. */
    Optional<BuildCache.Entry> known(Digest key) throws IOException {
        if (!request.cached()) {
            return Optional.empty();
        }
        Optional<BuildCache.Entry> entry = tools.cache().find(key);
        boolean usable = entry.isPresent()
                && (entry.get().layer().isEmpty()
                        || tools.store().use(entry.get().layer().get()));
        return usable ? entry : Optional.empty();
    }

    BuildCache.Entry remember(Digest key, Optional<Layer> layer) {
        BuildCache.Entry entry = new BuildCache.Entry(now(), layer);
        tools.cache().put(key, entry);
        return entry;
    }

    /** The files of the stage or image that a {@code from} names. */
    SourceTree tree(String name, SourceSpan span) throws IOException {
        Optional<Stage> stage = StageGraph.source(file, name, span);
        if (stage.isPresent()) {
            StageState state = finished(stage.get()).orElseThrow();
            return SourceTree.of(state.view(tools.store()));
        }
        return SourceTree.of(tools.store().view(layers(image(name))));
    }

    /** The image of that name. */
    Image image(String name) throws IOException {
        return tools.store()
                .find(name)
                .orElseThrow(() -> BuildException.of(
                        name + ": failed to resolve source metadata for " + name + ": not found",
                        BuildException.Hint.NO_NETWORK));
    }

    static List<Layer> layers(Image image) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            layers.add(new Layer(
                    image.layers().get(i), image.config().rootfs().diffIds().get(i)));
        }
        return layers;
    }

    synchronized void record(BuildStep step) {
        steps.add(step);
    }

    synchronized void warn(BuildWarning warning) {
        warnings.add(warning);
    }

    synchronized List<BuildStep> steps() {
        List<BuildStep> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparingLong(BuildStep::startNanos));
        return sorted;
    }

    synchronized List<BuildWarning> warnings() {
        return List.copyOf(warnings);
    }
}
