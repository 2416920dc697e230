package dev.sangja.runtime.dockerfile;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which build checks count; {@code # check=skip=A,B;error=true;experimental=all}.
 *
 * @param skipAll whether none does
 * @param skipped the names of those that do not
 * @param experimental the names of experimental ones that do; {@code all} for all
 * @param error whether one that is not met is an error
 */
public record CheckOptions(boolean skipAll, Set<String> skipped, Set<String> experimental, boolean error) {
    static final CheckOptions DEFAULT = new CheckOptions(false, Set.of(), Set.of(), false);

    public CheckOptions {
        skipped = Set.copyOf(skipped);
        experimental = Set.copyOf(experimental);
    }

    /** Reads the directive's value; empty if it cannot be read. */
    static Optional<CheckOptions> parse(String text) {
        boolean skipAll = false;
        boolean error = false;
        Set<String> skipped = new HashSet<>();
        Set<String> experimental = new HashSet<>();
        for (String option : text.split(";", -1)) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            String value = option.substring(equals + 1).strip();
            switch (option.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "skip" -> {
                    skipAll = value.equals("all");
                    skipped.addAll(names(value));
                }
                case "experimental" -> experimental.addAll(names(value));
                case "error" -> {
                    if (!value.equals("true") && !value.equals("false")) {
                        return Optional.empty();
                    }
                    error = value.equals("true");
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new CheckOptions(skipAll, skipped, experimental, error));
    }

    private static Set<String> names(String list) {
        Set<String> names = new HashSet<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    /** Whether that check counts. */
    boolean wants(BuildCheck check) {
        if (skipAll || skipped.contains(check.rule())) {
            return false;
        }
        return !check.experimental() || experimental.contains("all") || experimental.contains(check.rule());
    }
}
