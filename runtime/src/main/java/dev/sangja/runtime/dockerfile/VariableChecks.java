package dev.sangja.runtime.dockerfile;

import dev.sangja.runtime.dockerfile.DockerfileCheck.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The build checks that follow the variables through the stages. For one file. */
final class VariableChecks {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:.*_)?(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_.*)?");
    private static final Pattern PUBLIC = Pattern.compile("(?i)(?:.*_)?public(?:_.*)?");
    private static final int MOST_PROBLEMS = 100;

    private final Dockerfile file;
    private final Surroundings surroundings;
    private final List<Problem> problems;
    private final List<Finding> findings;
    private final Map<Integer, BuildVariables> ends = new HashMap<>();
    private final Map<Integer, Boolean> absolute = new HashMap<>();
    private Optional<GlobalArguments> globals = Optional.empty();

    VariableChecks(Dockerfile file, Surroundings surroundings, List<Problem> problems, List<Finding> findings) {
        this.file = file;
        this.surroundings = surroundings;
        this.problems = problems;
        this.findings = findings;
    }

    void run() {
        file.globals().forEach(this::secrets);
        try {
            GlobalArguments known = GlobalArguments.of(file, surroundings.arguments(), surroundings.architecture());
            globals = Optional.of(known);
            for (Stage stage : file.stages()) {
                from(stage.from(), known);
                stage(stage, known);
            }
        } catch (ProblemException wrong) {
            problems.add(wrong.problem());
        }
    }

    /** What a FROM stands for, once the file was run through. */
    String image(Instruction.From from) {
        return globals.map(known -> known.expand(from, from.image()).text()).orElse(from.image());
    }

    private void from(Instruction.From from, GlobalArguments known) {
        List<String> used = new ArrayList<>();
        used.add(from.image());
        from.platform().ifPresent(used::add);
        for (String word : used) {
            for (String name : known.expand(from, word).missing()) {
                if (!known.declared().contains(name)) {
                    findings.add(BuildCheck.UNDEFINED_ARG_IN_FROM.at(
                            from.text().bodySpan(), name, Suggestion.text(name, known.declared())));
                }
            }
        }
        if (from.image().indexOf('$') >= 0) {
            GlobalArguments defaults = GlobalArguments.of(file, Map.of(), surroundings.architecture());
            if (!sound(defaults.expand(from, from.image()).text())) {
                findings.add(
                        BuildCheck.INVALID_DEFAULT_ARG_IN_FROM.at(from.text().bodySpan(), from.image()));
            }
        }
    }

    private boolean sound(String image) {
        int digest = image.indexOf('@');
        try {
            return !image.isEmpty()
                    && dev.sangja.runtime.store.ImageReference.parse(digest < 0 ? image : image.substring(0, digest))
                                    .toString()
                                    .length()
                            > 0;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private void stage(Stage stage, GlobalArguments known) {
        Optional<Stage> base = file.stage(image(stage.from()), stage.index());
        BuildVariables variables = base.map(parent -> ends.get(parent.index()))
                .map(BuildVariables::child)
                .orElseGet(() -> BuildVariables.of(
                        file.directives(), known, surroundings.environments().apply(image(stage.from()))));
        boolean anchored =
                base.map(parent -> absolute.getOrDefault(parent.index(), false)).orElse(false);
        for (Instruction instruction : stage.instructions()) {
            secrets(instruction);
            Instruction expanded;
            try {
                expanded = variables.expand(instruction);
            } catch (ProblemException wrong) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(wrong.problem());
                }
                continue;
            }
            undefined(instruction, variables);
            if (expanded instanceof Instruction.WorkDirectory directory) {
                anchored = workDirectory(directory, anchored);
            } else if (expanded instanceof Instruction.Expose expose) {
                expose.ports().forEach(port -> port(expose, port));
            } else if (expanded instanceof Instruction.Copy copy && copy.from().isEmpty()) {
                copy.transfer().sources().forEach(source -> ignored(copy, source));
            } else if (expanded instanceof Instruction.Add add) {
                add.transfer().sources().forEach(source -> ignored(add, source));
            }
        }
        ends.put(stage.index(), variables);
        absolute.put(stage.index(), anchored);
    }

    private void undefined(Instruction instruction, BuildVariables variables) {
        for (String name : variables.missing()) {
            findings.add(BuildCheck.UNDEFINED_VAR.at(
                    place(instruction.text(), name), name, Suggestion.text(name, variables.names())));
        }
    }

    /** Where a variable is used. */
    private static SourceSpan place(InstructionText text, String name) {
        String line = text.line().text();
        int plain = line.indexOf("$" + name, text.keyword().length());
        int braced = line.indexOf("${" + name, text.keyword().length());
        int at = plain >= 0 ? plain : braced;
        return at < 0 ? text.bodySpan() : text.line().span(at, at + name.length() + (plain >= 0 ? 1 : 2));
    }

    private boolean workDirectory(Instruction.WorkDirectory directory, boolean anchored) {
        if (directory.path().startsWith("/")) {
            return true;
        }
        if (!anchored) {
            findings.add(BuildCheck.WORKDIR_RELATIVE_PATH.at(directory.text().bodySpan(), directory.path()));
        }
        return anchored;
    }

    private void port(Instruction.Expose expose, String port) {
        SourceSpan span = expose.text().bodySpan();
        int slash = port.indexOf('/');
        if (port.indexOf(':') >= 0) {
            findings.add(BuildCheck.EXPOSE_INVALID_FORMAT.at(span, port));
        }
        String protocol = slash < 0 ? "" : port.substring(slash + 1);
        if (!protocol.equals(protocol.toLowerCase(java.util.Locale.ROOT))) {
            findings.add(BuildCheck.EXPOSE_PROTO_CASING.at(span, port));
        }
    }

    private void ignored(Instruction instruction, String source) {
        boolean address = source.contains("://") || source.startsWith("git@");
        boolean many = source.indexOf('*') >= 0 || source.indexOf('?') >= 0 || source.indexOf('[') >= 0;
        if (!address
                && !many
                && surroundings
                        .ignored()
                        .filter(rules -> rules.excludes(source))
                        .isPresent()) {
            findings.add(BuildCheck.COPY_IGNORED_FILE.at(
                    instruction.text().bodySpan(), instruction instanceof Instruction.Add ? "Add" : "Copy", source));
        }
    }

    private void secrets(Instruction instruction) {
        List<String> names = List.of();
        if (instruction instanceof Instruction.Env env) {
            names = env.assignments().stream().map(Assignment::name).toList();
        } else if (instruction instanceof Instruction.Arg arg) {
            names = arg.declarations().stream()
                    .map(Instruction.Arg.Declaration::name)
                    .toList();
        }
        for (String name : names) {
            if (name.length() < 200
                    && SECRET.matcher(name).matches()
                    && !PUBLIC.matcher(name).matches()) {
                findings.add(BuildCheck.SECRETS_USED_IN_ARG_OR_ENV.at(
                        instruction.text().bodySpan(), instruction.name(), name));
            }
        }
    }
}
