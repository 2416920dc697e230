package dev.sangja.web.lesson;

import dev.sangja.web.build.BuildTimeline;
import java.util.List;

/**
 * What a step's pictures are drawn from beside the machine as it is. What no picture of the step asks for is empty.
 *
 * @param builds the builds of the step's runs, oldest first
 */
public record PictureFacts(List<BuildTimeline.Lane> builds) {
    public static final PictureFacts NONE = new PictureFacts(List.of());

    public PictureFacts {
        builds = List.copyOf(builds);
    }
}
