package dev.sangja.lessons.check;

import dev.sangja.runtime.journal.JournalEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one recorded call must be like.
 *
 * @param names the names that it may have; tools and libraries differ in which of several calls they make
 * @param tests what its arguments must be
 * @param qualifiers what else must hold of it
 * @param binding the name under which later parts of the pattern speak of it, if any
 */
record CallPattern(Set<String> names, List<ArgumentTest> tests, List<Qualifier> qualifiers, Optional<String> binding) {
    CallPattern {
        names = Set.copyOf(names);
        tests = List.copyOf(tests);
        qualifiers = List.copyOf(qualifiers);
    }

    /** Something that must hold of a call apart from its arguments. */
    interface Qualifier {
        boolean holds(JournalEntry entry, Scope scope);
    }

    boolean matches(JournalEntry entry, Scope scope) {
        return names.contains(entry.call().name())
                && qualifiers.stream().allMatch(qualifier -> qualifier.holds(entry, scope))
                && tests.stream().allMatch(test -> test.holds(entry.call(), scope));
    }

    /** The scope in which what follows is looked for, after this has matched. */
    Scope bind(JournalEntry entry, Scope scope) {
        return binding.map(name -> scope.with(name, Things.call(entry))).orElse(scope);
    }
}
