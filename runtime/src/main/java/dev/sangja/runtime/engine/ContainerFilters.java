package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.SeccompChoice;
import dev.sangja.runtime.container.SecuritySpec;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.seccomp.FilterTarget;
import dev.sangja.runtime.seccomp.Profile;
import dev.sangja.runtime.seccomp.ProfileException;
import dev.sangja.runtime.seccomp.StandardProfiles;
import dev.sangja.runtime.trace.HighlightFilter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The filters of containers. Compiling one takes longer than everything else that a container's start does, so those
 * that were wanted last are kept. Safe for use by several threads.
 */
final class ContainerFilters {
    private static final int KEPT = 16;

    private final Map<Wish, List<byte[]>> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wish, List<byte[]>> eldest) {
            return size() > KEPT;
        }
    };

    private record Wish(Set<Capability> capabilities, SeccompChoice choice) {
        Wish {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /**
     * The filters that a specification asks for, in the order of their installation. Over the last one the tracer sees
     * what teaches. Whatever a profile of the learner's own allows, the workbench's floor lies under it: of several
     * filters the strictest answer counts; seccomp(2).
     *
     * @throws ContainerProblem.InvalidParameter if the learner's profile is none
     */
    synchronized List<byte[]> of(SecuritySpec security) {
        Wish wish = new Wish(ContainerWorld.capabilities(security), security.seccomp());
        List<byte[]> filters = known.get(wish);
        if (filters == null) {
            filters = compile(wish);
            known.put(wish, filters);
        }
        return filters;
    }

    private static List<byte[]> compile(Wish wish) {
        FilterTarget target = FilterTarget.here(wish.capabilities());
        HighlightFilter highlights = new HighlightFilter();
        if (wish.choice() instanceof SeccompChoice.Profile profile) {
            try {
                Profile own = Profile.parse(profile.json().getBytes(StandardCharsets.UTF_8));
                return List.of(
                        StandardProfiles.workbench().compile(target).encode(),
                        highlights.over(own.compile(target)).encode());
            } catch (ProfileException refused) {
                throw new ContainerProblem.InvalidParameter("Decoding seccomp profile failed: " + refused.getMessage());
            }
        }
        Profile standard = wish.choice() instanceof SeccompChoice.Unconfined
                ? StandardProfiles.workbench()
                : StandardProfiles.container();
        return List.of(highlights.over(standard.compile(target)).encode());
    }
}
