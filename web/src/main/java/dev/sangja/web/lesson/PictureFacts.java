package dev.sangja.web.lesson;

import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.web.build.BuildTimeline;
import dev.sangja.web.picture.ArgumentTable;
import dev.sangja.web.picture.EnvironmentTable;
import java.util.List;
import java.util.Optional;

/**
 * What a step's picture is drawn from beside the machine as it is. What the picture does not ask for is empty.
 *
 * @param builds the builds of the step's runs, oldest first
 * @param places what a picture of layers or sizes points out and what is there, in its order
 * @param environments the environments that it compares
 * @param vectors the argument vectors that it takes apart
 */
public record PictureFacts(
        List<BuildTimeline.Lane> builds,
        List<Sized> places,
        List<EnvironmentTable.Column> environments,
        List<ArgumentTable.Row> vectors) {
    public static final PictureFacts NONE = new PictureFacts(List.of(), List.of(), List.of(), List.of());

    public PictureFacts {
        builds = List.copyOf(builds);
        places = List.copyOf(places);
        environments = List.copyOf(environments);
        vectors = List.copyOf(vectors);
    }

    public static PictureFacts ofBuilds(List<BuildTimeline.Lane> builds) {
        return new PictureFacts(builds, List.of(), List.of(), List.of());
    }

    public static PictureFacts ofPlaces(List<Sized> places) {
        return new PictureFacts(List.of(), places, List.of(), List.of());
    }

    public static PictureFacts ofEnvironments(List<EnvironmentTable.Column> environments) {
        return new PictureFacts(List.of(), List.of(), environments, List.of());
    }

    public static PictureFacts ofVectors(List<ArgumentTable.Row> vectors) {
        return new PictureFacts(List.of(), List.of(), List.of(), vectors);
    }

    /**
     * Something that has a size.
     *
     * @param name what it was pointed out by
     * @param tower its layers; empty for a plain file
     * @param bytes the size of a plain file; 0 for what has layers
     */
    public record Sized(String name, Optional<LayerTower> tower, long bytes) {}
}
