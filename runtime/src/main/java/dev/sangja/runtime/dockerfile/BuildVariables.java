package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of one build stage while its instructions pass by: ENV, which stays in the image, and ARG, which does
 * not. ENV wins over ARG of the same name. For one thread.
 */
public final class BuildVariables {
    /** Build arguments that need no ARG to be seen by RUN. */
    private static final Set<String> PREDEFINED = Set.of(
            "HTTP_PROXY",
            "http_proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "FTP_PROXY",
            "ftp_proxy",
            "NO_PROXY",
            "no_proxy",
            "ALL_PROXY",
            "all_proxy");

    private final char escape;
    private final GlobalArguments globals;
    private final Map<String, String> environment;
    private final Map<String, String> arguments;
    private final Set<String> declared;
    private Set<String> missing = Set.of();

    private BuildVariables(
            char escape,
            GlobalArguments globals,
            Map<String, String> environment,
            Map<String, String> arguments,
            Set<String> declared) {
        this.escape = escape;
        this.globals = globals;
        this.environment = new LinkedHashMap<>(environment);
        this.arguments = new LinkedHashMap<>(arguments);
        this.declared = new HashSet<>(declared);
    }

    /**
     * Those of a stage that begins from an image.
     *
     * @param environment the image's, {@code NAME=value}
     */
    public static BuildVariables of(Directives directives, GlobalArguments globals, List<String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String entry : environment) {
            int equals = entry.indexOf('=');
            values.put(equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
        }
        return new BuildVariables(directives.escape(), globals, values, Map.of(), Set.of());
    }

    /** Those of a stage that begins from the stage that these belong to, as they are now. */
    public BuildVariables child() {
        return new BuildVariables(escape, globals, environment, arguments, declared);
    }

    /** ENV as an image keeps it. */
    public List<String> environment() {
        List<String> entries = new ArrayList<>();
        environment.forEach((name, value) -> entries.add(name + "=" + value));
        return entries;
    }

    /** The arguments that a RUN sees and no ENV hides, by name. */
    public Map<String, String> arguments() {
        Map<String, String> seen = new LinkedHashMap<>();
        globals.given().forEach((name, value) -> {
            if (PREDEFINED.contains(name)) {
                seen.put(name, value);
            }
        });
        seen.putAll(arguments);
        seen.keySet().removeAll(environment.keySet());
        return seen;
    }

    /** The names in the last instruction that stood for nothing. */
    public Set<String> missing() {
        return missing;
    }

    /** Every name that stands for something now, or may. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(environment.keySet());
        names.addAll(declared);
        return names;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).or(() -> Optional.ofNullable(arguments.get(name)));
    }

    Substitution substitution() {
        return new Substitution(escape, this::value);
    }

    /**
     * The instruction with its variables replaced, wherever Docker replaces them; ENV and ARG also take effect.
     * {@link ProblemException} if it cannot be.
     */
    public Instruction expand(Instruction instruction) {
        Expansion expansion = new Expansion(substitution());
        Instruction expanded;
        try {
            expanded = instruction.match(expansion);
        } catch (SubstitutionException wrong) {
            throw ProblemException.of(
                    Mistake.BAD_SUBSTITUTION,
                    instruction.text().bodySpan(),
                    instruction.text().body().strip(),
                    String.valueOf(wrong.getMessage()));
        }
        if (expanded instanceof Instruction.Env env) {
            env.assignments().forEach(assignment -> environment.put(assignment.name(), assignment.value()));
        }
        if (instruction instanceof Instruction.Arg arg) {
            expanded = declare(arg, expansion);
        }
        missing = new LinkedHashSet<>(expansion.missing());
        // What was declared without a value stands for nothing, on purpose.
        missing.removeAll(declared);
        return expanded;
    }

    /** Each argument of one ARG may use those before it. */
    private Instruction.Arg declare(Instruction.Arg arg, Expansion expansion) {
        List<Instruction.Arg.Declaration> known = new ArrayList<>();
        for (Instruction.Arg.Declaration declaration : arg.declarations()) {
            Optional<String> value;
            try {
                value = globals.given(declaration.name())
                        .or(() -> declaration.value().map(expansion::word))
                        .or(() -> globals.value(declaration.name()));
            } catch (SubstitutionException wrong) {
                throw ProblemException.of(
                        Mistake.BAD_SUBSTITUTION,
                        arg.text().bodySpan(),
                        arg.text().body().strip(),
                        String.valueOf(wrong.getMessage()));
            }
            declared.add(declaration.name());
            value.ifPresent(found -> arguments.put(declaration.name(), found));
            known.add(new Instruction.Arg.Declaration(declaration.name(), value));
        }
        return new Instruction.Arg(arg.text(), known);
    }
}
