package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Message;
import java.util.List;

/**
 * A picture of the machine, drawn from live data.
 *
 * @param id its name within the step
 * @param kind what it shows
 * @param focus what it points out, in the words of its kind: for a namespace map the kinds of namespaces, such as
 *     {@code uts}; for a layer stack or a process tree the name of a container
 * @param processes command lines of the processes it is about, beside the lab host's shell
 * @param caption what is to be seen in it
 */
public record Picture(String id, Kind kind, List<String> focus, List<String> processes, Message caption) {
    /** What a picture shows. */
    public enum Kind {
        /** P1: processes and their namespaces. */
        NAMESPACE_MAP,
        /** P2: the layers of a file system. */
        LAYER_STACK,
        /** P3: processes with the numbers they have outside and inside. */
        PROCESS_TREE,
        /** P4: system calls in time. */
        TIMELINE,
        /** P9: interfaces, cables and bridges between network namespaces. */
        PACKET_PATH,
        /** P10: usage against a limit. */
        GAUGE
    }

    public Picture {
        focus = List.copyOf(focus);
        processes = List.copyOf(processes);
    }
}
