package dev.sangja.runtime.trace;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.seccomp.BpfProgram;
import dev.sangja.runtime.seccomp.FilterTarget;
import dev.sangja.runtime.seccomp.KernelVersion;
import dev.sangja.runtime.seccomp.Profile;
import dev.sangja.runtime.seccomp.WatchedFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The filter that a workload's first process wears so that the tracer sees the calls that teach, those of
 * {@code highlights.json}, and no others.
 *
 * <p>It must be installed by the thread that makes the process, last of all, and that thread must do nothing afterwards
 * but make it: a watched call of a process that no tracer has seized fails with ENOSYS. Filters that the workload
 * installs later, and any filter stricter than this one, hide from the tracer what they refuse: unless they come
 * through {@link #over}.
 */
public final class HighlightFilter {
    private final BpfProgram highlights;

    /** The filter of this computer's architecture. */
    public HighlightFilter() {
        this(Architecture.current());
    }

    HighlightFilter(Architecture architecture) {
        highlights = profile().compile(new FilterTarget(architecture, Set.of(), KernelVersion.running()));
    }

    /** The filter that allows everything and shows the highlights. */
    public BpfProgram alone() {
        return highlights;
    }

    /**
     * The filter that decides as {@code decision} and shows the highlights, even those that {@code decision} lets fail:
     * the tracer makes them fail. Install it instead of {@code decision}, not besides.
     */
    public BpfProgram over(BpfProgram decision) {
        return WatchedFilter.of(highlights, decision);
    }

    private static Profile profile() {
        try (InputStream json = HighlightFilter.class.getResourceAsStream("highlights.json")) {
            if (json == null) {
                throw new IllegalStateException("the resource highlights.json is missing");
            }
            return Profile.parse(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read highlights.json", e);
        }
    }
}
