package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments above the first FROM, those of the platform, and what the caller gave. Immutable. */
public final class GlobalArguments {
    private final Map<String, String> given;
    private final Map<String, String> values;
    private final Set<String> declared;
    private final char escape;

    private GlobalArguments(char escape, Map<String, String> given, Map<String, String> values, Set<String> declared) {
        this.escape = escape;
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.declared = Set.copyOf(declared);
    }

    /**
     * Those of a file.
     *
     * @param given {@code --build-arg}
     * @param architecture the platform's, as Go names it
     * @throws ProblemException for a default whose variables cannot be replaced
     */
    public static GlobalArguments of(Dockerfile file, Map<String, String> given, String architecture) {
        char escape = file.directives().escape();
        Map<String, String> values = new LinkedHashMap<>(platform(architecture));
        List<String> declared = new ArrayList<>(values.keySet());
        for (Instruction.Arg arg : file.globals()) {
            for (Instruction.Arg.Declaration declaration : arg.declarations()) {
                declared.add(declaration.name());
                Optional<String> value = Optional.ofNullable(given.get(declaration.name()))
                        .or(() -> declaration.value().map(text -> expand(arg, text, escape, values)));
                value.ifPresent(found -> values.put(declaration.name(), found));
            }
        }
        return new GlobalArguments(escape, given, values, new java.util.HashSet<>(declared));
    }

    private static String expand(Instruction.Arg arg, String text, char escape, Map<String, String> values) {
        try {
            return new Substitution(escape, name -> Optional.ofNullable(values.get(name)))
                    .apply(text)
                    .text();
        } catch (SubstitutionException wrong) {
            throw ProblemException.of(
                    Mistake.BAD_SUBSTITUTION, arg.text().bodySpan(), text, String.valueOf(wrong.getMessage()));
        }
    }

    private static Map<String, String> platform(String architecture) {
        Map<String, String> values = new HashMap<>();
        for (String side : List.of("TARGET", "BUILD")) {
            values.put(side + "PLATFORM", "linux/" + architecture);
            values.put(side + "OS", "linux");
            values.put(side + "ARCH", architecture);
            values.put(side + "VARIANT", "");
        }
        return values;
    }

    /** What the caller gave, by name. */
    public Map<String, String> given() {
        return given;
    }

    Optional<String> given(String name) {
        return Optional.ofNullable(given.get(name));
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Set<String> declared() {
        return declared;
    }

    /** A word of FROM with its variables replaced. */
    public Substitution.Result expand(Instruction.From from, String word) {
        try {
            return new Substitution(escape, this::value).apply(word);
        } catch (SubstitutionException wrong) {
            throw ProblemException.of(
                    Mistake.BAD_SUBSTITUTION, from.text().bodySpan(), word, String.valueOf(wrong.getMessage()));
        }
    }
}
