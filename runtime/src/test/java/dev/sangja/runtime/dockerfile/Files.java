package dev.sangja.runtime.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Dockerfiles for tests. */
final class Files {
    private Files() {}

    /** Reads and checks a file of those lines. */
    static Dockerfile.Reading check(String... lines) {
        return check(Optional.empty(), lines);
    }

    static Dockerfile.Reading check(Optional<IgnoreRules> ignored, String... lines) {
        return DockerfileCheck.of(
                "Dockerfile",
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
                DockerfileCheck.Surroundings.ofFile("amd64", ignored));
    }

    /** The only stage's instructions of a sound file that begins with a FROM of its own. */
    static List<Instruction> body(String... lines) {
        Dockerfile.Reading reading = check("FROM lab/base:1\n" + String.join("\n", lines));
        return reading.orThrow().stages().get(0).instructions();
    }

    static Instruction one(String... lines) {
        return body(lines).get(0);
    }

    /** The names of the build checks that a file does not meet, with their lines. */
    static List<String> rules(String... lines) {
        return check(lines).findings().stream()
                .map(finding -> finding.check().rule() + ":" + finding.span().line())
                .toList();
    }
}
