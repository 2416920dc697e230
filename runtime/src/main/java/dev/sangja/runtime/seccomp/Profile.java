package dev.sangja.runtime.seccomp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A seccomp profile: which system calls a process may make. It reads the JSON of the OCI runtime specification
 * (config-linux.md, section Seccomp) and Docker's extension of it, where rules may depend on capabilities, architecture
 * and kernel.
 *
 * <p>Of several rules about one call, the first whose argument tests hold decides; if none does, the first rule without
 * tests; then the default action. A filter made from a profile covers the architecture it is made for and no other:
 * calls by another one's convention (32-bit programs on x86-64) kill the process.
 */
public final class Profile {
    private final Action defaultAction;
    private final List<SyscallRule> rules;

    Profile(Action defaultAction, List<SyscallRule> rules) {
        this.defaultAction = requireNonNull(defaultAction, "defaultAction");
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads a profile.
     *
     * @param json at most one mebibyte of JSON in UTF-8; fields that nobody defined are passed over, as Docker does
     * @throws ProfileException if it is no profile, or asks for what is not offered here
     */
    public static Profile parse(byte[] json) {
        return ProfileReader.read(json);
    }

    /**
     * The filter for that target.
     *
     * @throws ProfileException if it is longer than the kernel takes
     */
    public BpfProgram compile(FilterTarget target) {
        return new ProfileCompiler(this, target).compile();
    }

    /** This profile, with the other's rules for the calls that this one does not name. */
    Profile over(Profile other) {
        Set<String> mine = rules.stream().flatMap(rule -> rule.names().stream()).collect(Collectors.toSet());
        Stream<SyscallRule> rest = other.rules.stream()
                .map(rule -> rule.without(mine))
                .filter(rule -> !rule.names().isEmpty());
        return new Profile(defaultAction, Stream.concat(rules.stream(), rest).toList());
    }

    Action defaultAction() {
        return defaultAction;
    }

    List<SyscallRule> rules() {
        return rules;
    }
}
