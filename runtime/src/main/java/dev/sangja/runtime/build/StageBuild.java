package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.BuildVariables;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.DockerfileReader;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.dockerfile.ProblemException;
import dev.sangja.runtime.dockerfile.Stage;
import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig.Execution;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Builds one stage, instruction by instruction. For one thread. */
final class StageBuild {
    private static final String SCRATCH = "scratch";

    private final BuildJob job;
    private final Stage stage;
    private final String prefix;
    private List<Instruction> triggers = List.of();
    private int visible;
    private int number;

    StageBuild(BuildJob job, Stage stage) {
        this.job = job;
        this.stage = stage;
        boolean alone = job.file().stages().size() == 1;
        String name = stage.from().stage().orElse("stage-" + stage.index());
        this.prefix = alone ? "" : name + " ";
    }

    /** Builds it; {@link BuildException} at the instruction that failed. */
    StageState run() {
        StageState state = begin();
        List<Instruction> all = new ArrayList<>(triggers);
        all.addAll(stage.instructions());
        for (int i = 0; i < all.size(); i++) {
            job.cancellation().check();
            step(state, all.get(i), i < triggers.size());
        }
        return state;
    }

    private static boolean isVisible(Instruction instruction) {
        return instruction instanceof Instruction.Run
                || instruction instanceof Instruction.Copy
                || instruction instanceof Instruction.Add
                || instruction instanceof Instruction.WorkDirectory;
    }

    private long visibleSteps() {
        return 1
                + triggers.stream().filter(StageBuild::isVisible).count()
                + stage.instructions().stream().filter(StageBuild::isVisible).count();
    }

    private int total() {
        return 1 + triggers.size() + stage.instructions().size();
    }

    private StageState begin() {
        long start = job.elapsed();
        try {
            String name =
                    job.globals().expand(stage.from(), stage.from().image()).text();
            StageState state = from(name);
            BuildProgress.Vertex vertex = numbered("FROM " + name);
            number = 1;
            job.tools().progress().began(vertex);
            Duration took = Duration.ofNanos(job.elapsed() - start);
            job.tools().progress().ended(vertex, BuildProgress.State.DONE, took);
            record(stage.from(), false, start, new Done(true, Optional.empty(), 0, ""), state);
            return state;
        } catch (IOException failure) {
            throw BuildException.at(
                    String.valueOf(failure.getMessage()),
                    stage.from().text().line().span());
        } catch (BuildException failure) {
            throw failure.in(stage.from().text().bodySpan());
        }
    }

    private StageState from(String name) throws IOException {
        if (name.isEmpty()) {
            throw BuildException.of("base name (" + stage.from().image() + ") should not be blank");
        }
        platform();
        Optional<Stage> base = job.file().stage(name, stage.index());
        if (base.isPresent()) {
            return job.finished(base.get()).orElseThrow().child();
        }
        if (name.equals(SCRATCH)) {
            Digest nothing = new KeyDigest().add(SCRATCH).finish();
            return StageState.begin(
                    BuildVariables.of(
                            job.file().directives(),
                            job.globals(),
                            Execution.empty().environment()),
                    new StageState.Start(List.of(), List.of(), Execution.empty(), nothing, nothing, job.now(), ""));
        }
        Image image = job.image(name);
        Execution settings = image.config().config();
        triggers = triggers(settings.onBuild());
        return StageState.begin(
                BuildVariables.of(job.file().directives(), job.globals(), settings.environment()),
                start(image, settings.change().onBuild(List.of()).build()));
    }

    private StageState.Start start(Image image, Execution settings) throws IOException {
        List<Layer> layers = BuildJob.layers(image);
        KeyDigest files = new KeyDigest().add("image");
        for (Layer layer : layers) {
            job.tools().store().use(layer);
            files.add(layer.diffId().hex());
        }
        return new StageState.Start(
                layers,
                image.config().history(),
                settings,
                files.finish(),
                new KeyDigest().add(image.id().hex()).finish(),
                image.config().created().orElseGet(job::now),
                image.config().author());
    }

    private void platform() {
        String ours = "linux/" + BuildStore.architecture();
        String wanted = stage.from()
                .platform()
                .map(text -> job.globals().expand(stage.from(), text).text())
                .orElse(ours);
        if (!wanted.isEmpty() && !wanted.equals(ours) && !wanted.startsWith(ours + "/")) {
            throw BuildException.of("no match for platform in manifest: " + wanted + ", this machine is " + ours);
        }
    }

    /** What the parent image wants done first, in the context of this build. */
    private List<Instruction> triggers(List<String> texts) {
        List<Instruction> read = new ArrayList<>();
        for (String text : texts) {
            byte[] lines = ("FROM scratch\n" + text + "\n").getBytes(StandardCharsets.UTF_8);
            Dockerfile.Reading reading = DockerfileReader.read("ONBUILD", lines);
            if (!reading.problems().isEmpty()) {
                throw BuildException.of(
                        "ONBUILD " + text + ": " + reading.problems().get(0).english());
            }
            read.addAll(reading.file().stages().get(0).instructions());
        }
        return read;
    }

    /**
     * What came of an instruction.
     *
     * @param layer what it left
     * @param syscalls how many calls of its command were recorded
     * @param config what it changed in the settings
     */
    record Done(boolean cached, Optional<Layer> layer, long syscalls, String config) {}

    private void step(StageState state, Instruction written, boolean trigger) {
        number++;
        long start = job.elapsed();
        Optional<BuildProgress.Vertex> vertex = isVisible(written) ? Optional.of(vertex(written)) : Optional.empty();
        vertex.ifPresent(job.tools().progress()::began);
        try {
            Instruction instruction = state.variables().expand(written);
            StepWork work = new StepWork(job, state, vertex);
            Done done = instruction.match(work);
            vertex.ifPresent(shown -> job.tools()
                    .progress()
                    .ended(
                            shown,
                            done.cached() ? BuildProgress.State.CACHED : BuildProgress.State.DONE,
                            Duration.ofNanos(job.elapsed() - start)));
            record(written, trigger, start, done, state);
        } catch (CancellationException cancelled) {
            vertex.ifPresent(shown -> job.tools()
                    .progress()
                    .ended(shown, BuildProgress.State.CANCELLED, Duration.ofNanos(job.elapsed() - start)));
            throw cancelled;
        } catch (ProblemException | BuildException | LayerException failure) {
            BuildException placed = placed(failure, written, trigger);
            vertex.ifPresent(shown -> job.tools().progress().failed(shown, String.valueOf(placed.getMessage())));
            record(written, trigger, start, new Done(false, Optional.empty(), 0, ""), state);
            throw placed;
        }
    }

    private BuildException placed(Exception failure, Instruction written, boolean trigger) {
        var span =
                trigger ? stage.from().text().bodySpan() : written.text().line().span();
        if (failure instanceof BuildException build) {
            return build.in(span);
        }
        BuildException placed = BuildException.at(String.valueOf(failure.getMessage()), span);
        placed.initCause(failure);
        return placed;
    }

    private BuildProgress.Vertex vertex(Instruction instruction) {
        String text = instruction.text().line().text().strip();
        if (!instruction.text().heredocs().isEmpty()) {
            String first = instruction
                    .text()
                    .heredocs()
                    .get(0)
                    .text()
                    .lines()
                    .findFirst()
                    .orElse("");
            text += " (" + first + "...)";
        }
        String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        return numbered(shown);
    }

    private BuildProgress.Vertex numbered(String text) {
        visible++;
        return new BuildProgress.Vertex("[" + prefix + visible + "/" + visibleSteps() + "] " + text);
    }

    private void record(Instruction instruction, boolean trigger, long start, Done done, StageState state) {
        Instruction placed = trigger ? stage.from() : instruction;
        job.record(new BuildStep(
                stage.label(),
                number,
                total(),
                placed.text().firstLine(),
                placed.text().lastLine(),
                instruction.name().toUpperCase(Locale.ROOT),
                instruction.text().original(),
                trigger,
                done.cached(),
                start,
                job.elapsed() - start,
                done.layer().flatMap(layer -> LayerFacts.of(job.tools().store(), layer, state.layers())),
                done.syscalls(),
                done.config()));
    }
}
