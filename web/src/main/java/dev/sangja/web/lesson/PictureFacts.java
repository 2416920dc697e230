package dev.sangja.web.lesson;

import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.web.build.BuildTimeline;
import java.util.List;
import java.util.Optional;

/**
 * What a step's pictures are drawn from beside the machine as it is. What no picture asks for is empty.
 *
 * @param builds the builds of the step's runs, oldest first
 * @param places what a picture of layers or sizes points out and what is there, in its order
 */
public record PictureFacts(List<BuildTimeline.Lane> builds, List<Sized> places) {
    public static final PictureFacts NONE = new PictureFacts(List.of(), List.of());

    public PictureFacts {
        builds = List.copyOf(builds);
        places = List.copyOf(places);
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
