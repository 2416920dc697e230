package dev.sangja.runtime.build;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.DockerfileCheck;
import dev.sangja.runtime.dockerfile.GlobalArguments;
import dev.sangja.runtime.dockerfile.Mistake;
import dev.sangja.runtime.dockerfile.Problem;
import dev.sangja.runtime.dockerfile.ProblemException;
import dev.sangja.runtime.dockerfile.SourceSpan;
import dev.sangja.runtime.dockerfile.Stage;
import dev.sangja.runtime.dockerfile.StageGraph;
import dev.sangja.runtime.receipt.BuildFailure;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.BuildWarning;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig.Execution;
import dev.sangja.runtime.store.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/**
 * One build, from its Dockerfile to its image. Nothing of it can be seen before it is done; what the finished steps
 * made stays in the cache. For one thread, which other threads help.
 */
public final class ImageBuild {
    private static final int LONGEST_SOURCE = 64 << 10;

    private final BuildRequest request;
    private final BuildTools tools;
    private final Cancellation cancellation;
    private final long start;
    private Optional<BuildJob> job = Optional.empty();
    private Dockerfile.Reading reading;

    private ImageBuild(BuildRequest request, BuildTools tools, Cancellation cancellation) {
        this.request = request;
        this.tools = tools;
        this.cancellation = cancellation;
        this.start = System.nanoTime() - tools.origin();
        this.reading = read();
    }

    /**
     * Builds. What is wrong with the file, the context or a command is in the result; so is a cancellation, after which
     * nothing of the build runs any more.
     */
    public static BuildResult run(BuildRequest request, BuildTools tools, Cancellation cancellation) {
        return new ImageBuild(request, tools, cancellation).run();
    }

    private BuildResult run() {
        try {
            if (!reading.problems().isEmpty()) {
                return broken(reading.problems().get(0));
            }
            return done(build());
        } catch (CancellationException cancelled) {
            return result(BuildView.Outcome.CANCELLED, Optional.empty(), Optional.empty(), Optional.empty());
        } catch (ProblemException wrong) {
            return broken(wrong.problem());
        } catch (BuildException failure) {
            return result(BuildView.Outcome.FAILED, Optional.empty(), Optional.empty(), Optional.of(failure));
        } catch (IOException failure) {
            BuildException told = BuildException.of(String.valueOf(failure.getMessage()));
            told.initCause(failure);
            return result(BuildView.Outcome.FAILED, Optional.empty(), Optional.empty(), Optional.of(told));
        }
    }

    private Dockerfile.Reading read() {
        BuildProgress.Vertex vertex =
                new BuildProgress.Vertex("[internal] load build definition from " + shortName(request.file()));
        long began = System.nanoTime();
        tools.progress().began(vertex);
        Dockerfile.Reading read = DockerfileCheck.of(
                request.file(),
                request.dockerfile().getBytes(StandardCharsets.UTF_8),
                new DockerfileCheck.Surroundings(
                        BuildStore.architecture(),
                        request.arguments(),
                        Optional.of(request.ignored()),
                        this::environment));
        tools.progress()
                .fact(
                        vertex,
                        "transferring dockerfile: " + size(request.dockerfile().getBytes(StandardCharsets.UTF_8).length)
                                + " done");
        tools.progress().ended(vertex, BuildProgress.State.DONE, Duration.ofNanos(System.nanoTime() - began));
        return read;
    }

    private static String shortName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static String size(int bytes) {
        return bytes < 1000 ? bytes + "B" : String.format("%.2fkB", bytes / 1000.0);
    }

    /** The variables of an image; those of a bare one if it is not here, which fails later and says so. */
    private List<String> environment(String name) {
        try {
            return tools.store()
                    .find(name)
                    .map(image -> image.config().config().environment())
                    .orElse(Execution.empty().environment());
        } catch (IOException unreadable) {
            return Execution.empty().environment();
        }
    }

    private StageState build() throws IOException {
        Dockerfile file = reading.file();
        GlobalArguments globals = GlobalArguments.of(file, request.arguments(), BuildStore.architecture());
        StageGraph graph =
                StageGraph.of(file, from -> globals.expand(from, from.image()).text());
        Stage target = target(file);
        BuildJob shared = new BuildJob(request, tools, cancellation, file, globals);
        job = Optional.of(shared);
        return new StageSchedule(shared, graph).run(target);
    }

    private Stage target(Dockerfile file) {
        String wanted = request.target();
        if (wanted.isEmpty()) {
            return file.stages().get(file.stages().size() - 1);
        }
        Optional<Stage> named = file.stage(wanted, file.stages().size());
        if (named.isEmpty() && wanted.matches("\\d{1,6}")) {
            int index = Integer.parseInt(wanted);
            named = index < file.stages().size() ? Optional.of(file.stages().get(index)) : named;
        }
        return named.orElseThrow(() -> new ProblemException(new Problem(
                Mistake.NO_TARGET,
                SourceSpan.FILE,
                List.of(wanted, file.stages().stream().map(Stage::label).collect(Collectors.joining(", "))))));
    }

    private BuildResult done(StageState state) throws IOException {
        cancellation.check();
        BuildProgress.Vertex vertex = new BuildProgress.Vertex("exporting to image");
        long began = System.nanoTime();
        tools.progress().began(vertex);
        Execution settings = state.settings();
        if (!request.labels().isEmpty()) {
            Map<String, String> labels = new LinkedHashMap<>(settings.labels());
            labels.putAll(request.labels());
            settings = settings.change().labels(labels).build();
        }
        tools.progress().fact(vertex, "exporting layers done");
        Image image = tools.store().finish(state.config(settings), state.layers(), request.tags());
        tools.progress().fact(vertex, "writing image " + image.id() + " done");
        for (ImageReference tag : request.tags()) {
            tools.progress().fact(vertex, "naming to " + tag + " done");
        }
        tools.progress().ended(vertex, BuildProgress.State.DONE, Duration.ofNanos(System.nanoTime() - began));
        return result(BuildView.Outcome.DONE, Optional.of(image), Optional.empty(), Optional.empty());
    }

    private BuildResult broken(Problem problem) {
        return result(BuildView.Outcome.FAILED, Optional.empty(), Optional.of(problem), Optional.empty());
    }

    private BuildResult result(
            BuildView.Outcome outcome,
            Optional<Image> image,
            Optional<Problem> problem,
            Optional<BuildException> failure) {
        Optional<BuildFailure> told = problem.map(wrong -> new BuildFailure(
                        wrong.english(), wrong.span().line(), wrong.span().column(), 0))
                .or(() -> failure.map(ImageBuild::told));
        String source = request.dockerfile();
        BuildView view = new BuildView(
                request.file(),
                request.contextName(),
                source.substring(0, Math.min(LONGEST_SOURCE, source.length())),
                request.target(),
                request.tags().stream().map(ImageReference::toString).toList(),
                job.map(BuildJob::steps).orElse(List.of()),
                warnings(),
                outcome,
                image.map(made -> made.id().toString()),
                told,
                start,
                System.nanoTime() - tools.origin() - start);
        return new BuildResult(view, reading.file(), image, problem, failure);
    }

    private static BuildFailure told(BuildException failure) {
        SourceSpan span = failure.span().orElse(new SourceSpan(0, 0, 0, 0));
        return new BuildFailure(String.valueOf(failure.getMessage()), span.line(), span.column(), failure.exitCode());
    }

    private List<BuildWarning> warnings() {
        List<BuildWarning> warnings = new ArrayList<>();
        reading.findings()
                .forEach(finding -> warnings.add(new BuildWarning(
                        finding.check().rule(),
                        finding.english(),
                        finding.span().line(),
                        finding.span().column())));
        job.ifPresent(shared -> warnings.addAll(shared.warnings()));
        return warnings;
    }
}
