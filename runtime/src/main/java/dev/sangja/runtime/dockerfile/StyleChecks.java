package dev.sangja.runtime.dockerfile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The build checks that need to know no variable. For one file. */
final class StyleChecks {
    private static final Set<String> RESERVED = Set.of("scratch", "context");

    private final Dockerfile file;
    private final List<Finding> findings;

    StyleChecks(Dockerfile file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    void run() {
        casing();
        Set<String> names = new HashSet<>();
        for (Instruction.Arg global : file.globals()) {
            definition(global);
        }
        for (Stage stage : file.stages()) {
            name(stage, names);
            repeated(stage);
            boolean shell = false;
            for (Instruction instruction : stage.instructions()) {
                shell = shell || instruction instanceof Instruction.Shell;
                one(instruction, shell);
            }
        }
    }

    private void casing() {
        long lower = file.instructions().stream()
                .map(instruction -> instruction.text().keyword())
                .filter(word -> word.equals(word.toLowerCase(Locale.ROOT)))
                .count();
        long upper = file.instructions().stream()
                .map(instruction -> instruction.text().keyword())
                .filter(word -> word.equals(word.toUpperCase(Locale.ROOT)))
                .count();
        boolean wantLower = lower > upper;
        for (Instruction instruction : file.instructions()) {
            String word = instruction.text().keyword();
            String wanted = wantLower ? word.toLowerCase(Locale.ROOT) : word.toUpperCase(Locale.ROOT);
            if (!word.equals(wanted)) {
                findings.add(BuildCheck.CONSISTENT_INSTRUCTION_CASING.at(
                        instruction.text().keywordSpan(), word, wantLower ? "lowercase" : "uppercase"));
            }
        }
    }

    private void name(Stage stage, Set<String> names) {
        Instruction.From from = stage.from();
        SourceSpan span = from.text().bodySpan();
        from.as().ifPresent(as -> {
            String keyword = from.text().keyword();
            boolean lower = keyword.equals(keyword.toLowerCase(Locale.ROOT));
            boolean upper = keyword.equals(keyword.toUpperCase(Locale.ROOT));
            boolean fits =
                    lower ? as.equals(as.toLowerCase(Locale.ROOT)) : !upper || as.equals(as.toUpperCase(Locale.ROOT));
            if (!fits) {
                findings.add(BuildCheck.FROM_AS_CASING.at(span, as, keyword));
            }
        });
        from.stage().ifPresent(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!name.equals(lower)) {
                findings.add(BuildCheck.STAGE_NAME_CASING.at(span, name));
            }
            if (RESERVED.contains(lower)) {
                findings.add(BuildCheck.RESERVED_STAGE_NAME.at(span, name));
            }
            if (!names.add(lower)) {
                findings.add(BuildCheck.DUPLICATE_STAGE_NAME.at(span, name));
            }
            describe(from, List.of(name), "build stage");
        });
        platform(stage);
    }

    private void platform(Stage stage) {
        Optional<String> platform = stage.from().platform();
        if (platform.isEmpty()) {
            return;
        }
        String value = platform.get();
        SourceSpan span = stage.from().text().bodySpan();
        if (value.equals("$TARGETPLATFORM") || value.equals("${TARGETPLATFORM}")) {
            findings.add(BuildCheck.REDUNDANT_TARGET_PLATFORM.at(span, value));
        } else if (value.indexOf('$') < 0) {
            String name = stage.from().stage().orElse("").toLowerCase(Locale.ROOT);
            boolean told = false;
            for (String part : value.split("/", -1)) {
                told = told || (!part.isEmpty() && name.contains(part));
            }
            if (!told) {
                findings.add(BuildCheck.FROM_PLATFORM_FLAG_CONST_DISALLOWED.at(span, value));
            }
        }
    }

    /** Of CMD, ENTRYPOINT and HEALTHCHECK the last one counts. */
    private void repeated(Stage stage) {
        Map<String, Instruction> last = new HashMap<>();
        for (Instruction instruction : stage.instructions()) {
            boolean single = instruction instanceof Instruction.Cmd
                    || instruction instanceof Instruction.EntryPoint
                    || instruction instanceof Instruction.HealthCheck;
            Instruction before = single ? last.put(instruction.name(), instruction) : null;
            if (before != null) {
                findings.add(BuildCheck.MULTIPLE_INSTRUCTIONS_DISALLOWED.at(
                        before.text().line().span(), before.name()));
            }
        }
    }

    private void one(Instruction instruction, boolean shell) {
        SourceSpan span = instruction.text().line().span();
        if (instruction instanceof Instruction.Maintainer) {
            findings.add(BuildCheck.MAINTAINER_DEPRECATED.at(span));
        } else if (instruction instanceof Instruction.Cmd cmd && cmd.command().shell() && !shell) {
            findings.add(BuildCheck.JSON_ARGS_RECOMMENDED.at(span, "CMD"));
        } else if (instruction instanceof Instruction.EntryPoint entry
                && entry.command().shell()
                && !shell) {
            findings.add(BuildCheck.JSON_ARGS_RECOMMENDED.at(span, "ENTRYPOINT"));
        } else if (instruction instanceof Instruction.Env env) {
            if (env.legacy()) {
                findings.add(BuildCheck.LEGACY_KEY_VALUE_FORMAT.at(span, "ENV"));
            }
        } else if (instruction instanceof Instruction.Label label) {
            if (label.legacy()) {
                findings.add(BuildCheck.LEGACY_KEY_VALUE_FORMAT.at(span, "LABEL"));
            }
        } else if (instruction instanceof Instruction.Arg) {
            definition(instruction);
        }
    }

    private void definition(Instruction instruction) {
        if (instruction instanceof Instruction.Arg arg) {
            describe(
                    arg,
                    arg.declarations().stream()
                            .map(Instruction.Arg.Declaration::name)
                            .toList(),
                    "build argument");
        }
    }

    private void describe(Instruction instruction, List<String> names, String what) {
        List<LogicalLine.Comment> comments = instruction.text().line().comments();
        if (comments.isEmpty()) {
            return;
        }
        LogicalLine.Comment last = comments.get(comments.size() - 1);
        String first = last.text().split(" ", 2)[0];
        if (!last.text().isEmpty() && !names.contains(first)) {
            SourceSpan span = instruction.text().line().span();
            findings.add(BuildCheck.INVALID_DEFINITION_DESCRIPTION.at(span, what, names.get(0)));
        }
    }
}
