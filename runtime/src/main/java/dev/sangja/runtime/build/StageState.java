package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.BuildVariables;
import dev.sangja.runtime.dockerfile.PathPattern;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageConfig.Execution;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a stage has come to so far. Two digests stand for it: one for its files, on which later files depend, and one
 * for everything. For one thread until the stage is done; then nobody changes it any more.
 */
final class StageState {
    private final BuildVariables variables;
    private final List<Layer> layers;
    private final List<ImageConfig.Step> history;
    private Execution settings;
    private Digest files;
    private Digest whole;
    private Instant created;
    private String author;
    private boolean ownCommand;

    private StageState(BuildVariables variables, Start start) {
        this.variables = variables;
        this.layers = new ArrayList<>(start.layers());
        this.history = new ArrayList<>(start.history());
        this.settings = start.settings();
        this.files = start.files();
        this.whole = start.whole();
        this.created = start.created();
        this.author = start.author();
    }

    /** What a stage begins from. */
    record Start(
            List<Layer> layers,
            List<ImageConfig.Step> history,
            Execution settings,
            Digest files,
            Digest whole,
            Instant created,
            String author) {}

    static StageState begin(BuildVariables variables, Start start) {
        return new StageState(variables, start);
    }

    /** A stage that begins where this one ended. */
    StageState child() {
        return new StageState(variables.child(), new Start(layers, history, settings, files, whole, created, author));
    }

    BuildVariables variables() {
        return variables;
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    Execution settings() {
        return settings;
    }

    /** Stands for the files. */
    Digest files() {
        return files;
    }

    /** Stands for files and settings. */
    Digest whole() {
        return whole;
    }

    Instant created() {
        return created;
    }

    /** Whether CMD was set in this stage, and not by what it begins from. */
    boolean ownCommand() {
        return ownCommand;
    }

    void hasOwnCommand() {
        ownCommand = true;
    }

    void author(String name) {
        author = name;
    }

    void settings(Execution next) {
        settings = next;
    }

    /** The directory that relative paths start from, absolute. */
    String workingDirectory() {
        return settings.workingDirectory().isEmpty() ? "/" : settings.workingDirectory();
    }

    /** The declared volumes, without the first slash. */
    Set<String> volumes() {
        return settings.volumes().keySet().stream()
                .map(path -> path.startsWith("/") ? path : workingDirectory() + "/" + path)
                .map(PathPattern::clean)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The files as they are. */
    FileView view(BuildStore store) throws IOException {
        return store.view(layers());
    }

    /** A step came to this; the history says so. */
    void add(String text, Digest key, BuildCache.Entry entry) {
        whole = new KeyDigest().add(whole.hex()).add(key.hex()).finish();
        created = entry.created();
        if (entry.layer().isPresent()) {
            layers.add(entry.layer().get());
            files = new KeyDigest().add(files.hex()).add(key.hex()).finish();
        }
        history.add(new ImageConfig.Step(
                Optional.of(entry.created()), text, author, "", entry.layer().isEmpty()));
    }

    /** The image's configuration. */
    ImageConfig config(Execution finished) {
        return new ImageConfig(
                Optional.of(created),
                BuildStore.architecture(),
                "linux",
                finished,
                ImageConfig.RootFileSystem.of(layers.stream().map(Layer::diffId).toList()),
                history,
                author);
    }
}
