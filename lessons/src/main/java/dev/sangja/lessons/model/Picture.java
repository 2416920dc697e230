package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Message;
import java.util.List;

/**
 * A picture of the machine, drawn from live data.
 *
 * @param id its name within the step
 * @param kind what it shows
 * @param focus what it points out, in the words of its kind: for a namespace map the kinds of namespaces, such as
 *     {@code uts}; for a layer stack the places whose layers are drawn; see docs/lesson-format.md
 * @param show what of it is shown, in the words of its kind: paths for a layer stack, variables for an environment;
 *     empty means what changed
 * @param processes command lines of the processes it is about, beside the lab host's shell
 * @param caption what is to be seen in it
 */
public record Picture(
        String id, Kind kind, List<String> focus, List<String> show, List<String> processes, Message caption) {
    /** What a picture shows. */
    public enum Kind {
        /** P1: processes and their namespaces. */
        NAMESPACE_MAP,
        /** P2: the layers of a file system. */
        LAYER_STACK,
        /** P3: processes with the numbers they have outside and inside. */
        PROCESS_TREE,
        /** P4: system calls, or builds, in time. */
        TIMELINE,
        /** P7: sizes side by side, layer upon layer. */
        SIZE_BARS,
        /** A Dockerfile's lines, and the layer or the setting that each made. */
        BUILD_STEPS,
        /** The variables that a build's commands saw and those that containers see. */
        ENVIRONMENT,
        /** How a container's argument vector comes about: ENTRYPOINT, CMD, what was typed, what was executed. */
        ARGUMENTS,
        /** P9: interfaces, cables and bridges between network namespaces. */
        PACKET_PATH,
        /** P10: usage against a limit. */
        GAUGE
    }

    public Picture {
        focus = List.copyOf(focus);
        show = List.copyOf(show);
        processes = List.copyOf(processes);
    }
}
