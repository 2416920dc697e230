package dev.sangja.runtime.seccomp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What a profile says of some calls.
 *
 * @param names the calls; names that the architecture does not have are passed over, as libseccomp does
 * @param action what happens to them
 * @param comparisons tests of their arguments; none means always
 * @param includes for whom the rule holds
 * @param excludes for whom it does not
 */
record SyscallRule(
        List<String> names,
        Action action,
        List<ArgumentComparison> comparisons,
        Applicability includes,
        Applicability excludes) {
    SyscallRule {
        names = List.copyOf(names);
        requireNonNull(action, "action");
        comparisons = List.copyOf(comparisons);
        requireNonNull(includes, "includes");
        requireNonNull(excludes, "excludes");
    }

    SyscallRule without(Set<String> unwanted) {
        List<String> rest =
                names.stream().filter(name -> !unwanted.contains(name)).toList();
        return new SyscallRule(rest, action, comparisons, includes, excludes);
    }

    boolean appliesTo(FilterTarget target) {
        return !excludes.excludes(target) && includes.includes(target);
    }

    /**
     * The tests as alternatives of conjunctions. All tests of a rule must hold, unless two of them test the same
     * argument: then each is a rule of its own, as in runc (libcontainer/seccomp/seccomp_linux.go, matchCall).
     */
    List<List<ArgumentComparison>> alternatives() {
        long different = comparisons.stream()
                .mapToInt(ArgumentComparison::index)
                .distinct()
                .count();
        return different == comparisons.size()
                ? List.of(comparisons)
                : comparisons.stream().map(List::of).toList();
    }
}
