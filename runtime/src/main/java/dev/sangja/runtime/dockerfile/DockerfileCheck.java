package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks a file through without building it: its mistakes, and the build checks that it does not meet. */
public final class DockerfileCheck {
    private static final int MOST_FINDINGS = 1000;

    private DockerfileCheck() {}

    /**
     * What is known about the surroundings of a file.
     *
     * @param architecture as Go names it
     * @param arguments {@code --build-arg}
     * @param ignored what the context leaves out; empty if there is no context
     * @param environments the variables of an image, {@code NAME=value}, as far as it is known
     */
    public record Surroundings(
            String architecture,
            Map<String, String> arguments,
            Optional<IgnoreRules> ignored,
            Function<String, List<String>> environments) {
        private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

        public Surroundings {
            arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }

        /** Of a file alone: no image is known, and each is taken to have a search path. */
        public static Surroundings ofFile(String architecture, Optional<IgnoreRules> ignored) {
            return new Surroundings(architecture, Map.of(), ignored, image -> List.of(PATH));
        }
    }

    /** Reads a file and looks it through. */
    public static Dockerfile.Reading of(String name, byte[] bytes, Surroundings surroundings) {
        Dockerfile.Reading reading = DockerfileReader.read(name, bytes);
        Dockerfile file = reading.file();
        List<Problem> problems = new ArrayList<>(reading.problems());
        List<Finding> findings = new ArrayList<>(reading.findings());
        new StyleChecks(file, findings).run();
        VariableChecks variables = new VariableChecks(file, surroundings, problems, findings);
        variables.run();
        if (problems.isEmpty()) {
            try {
                StageGraph.of(file, variables::image);
            } catch (ProblemException wrong) {
                problems.add(wrong.problem());
            }
        }
        List<Finding> counted = findings.stream()
                .filter(finding -> file.directives().check().wants(finding.check()))
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.span().line())
                        .thenComparingInt(finding -> finding.span().column()))
                .limit(MOST_FINDINGS)
                .toList();
        if (file.directives().check().error() && !counted.isEmpty()) {
            String rules = counted.stream()
                    .map(finding -> finding.check().rule())
                    .distinct()
                    .collect(Collectors.joining(", "));
            problems.add(Problem.of(Mistake.RULES_VIOLATED, counted.get(0).span(), rules));
        }
        problems.sort(
                Comparator.comparingInt((Problem problem) -> problem.span().line())
                        .thenComparingInt(problem -> problem.span().column()));
        return new Dockerfile.Reading(file, problems, counted);
    }
}
