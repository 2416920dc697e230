package dev.sangja.server.command;

import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.DockerfileCheck;
import dev.sangja.runtime.dockerfile.DockerfileReader;
import dev.sangja.runtime.dockerfile.Excerpt;
import dev.sangja.runtime.dockerfile.Finding;
import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.dockerfile.Problem;
import dev.sangja.runtime.dockerfile.SourceSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code dockerfile check FILE [--json]}: reads a Dockerfile and says what is wrong with it, without building it. */
final class DockerfileCommand implements Command {
    @Override
    public int run(List<String> words, Console console) throws Exception {
        if (words.isEmpty() || !words.get(0).equals("check")) {
            throw new UsageException("dockerfile 다음에는 check가 옵니다", "dockerfile is followed by check");
        }
        Arguments arguments = Arguments.parse(words.subList(1, words.size()), Set.of(), Set.of("--json"));
        String name = arguments
                .onlyOperand()
                .orElseThrow(() -> new UsageException("Dockerfile의 이름이 빠졌습니다", "the name of a Dockerfile is missing"));
        Dockerfile.Reading reading = check(name);
        if (arguments.has("--json")) {
            DockerfileJson.write(reading, console.out());
        } else {
            print(reading, console);
        }
        return reading.problems().isEmpty() ? 0 : 1;
    }

    private static Dockerfile.Reading check(String name) {
        try {
            Path path = name.equals("-") ? Path.of("Dockerfile") : Path.of(name);
            Path file = Files.isDirectory(path) ? path.resolve("Dockerfile") : path;
            byte[] bytes = name.equals("-") ? read(System.in) : read(file);
            Optional<IgnoreRules> ignored = name.equals("-") ? Optional.empty() : ignored(file);
            return DockerfileCheck.of(
                    name.equals("-") ? "-" : file.toString(),
                    bytes,
                    DockerfileCheck.Surroundings.ofFile(architecture(), ignored));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UsageException(
                    "읽을 수 없습니다: " + name + " (" + unreadable.getMessage() + ")",
                    "cannot read " + name + " (" + unreadable.getMessage() + ")");
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** One byte more than is allowed is enough to tell that it is too large. */
    private static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(DockerfileReader.LARGEST + 1);
    }

    /** The rules of the directory that the file stands in, which is taken for its context. */
    private static Optional<IgnoreRules> ignored(Path file) throws IOException {
        for (Path rules : List.of(
                Path.of(file + ".dockerignore"),
                Optional.ofNullable(file.getParent()).orElse(Path.of("")).resolve(".dockerignore"))) {
            if (Files.isRegularFile(rules) && Files.size(rules) <= IgnoreRules.LARGEST) {
                return Optional.of(IgnoreRules.parse(Files.readAllBytes(rules)));
            }
        }
        return Optional.empty();
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("aarch64") ? "arm64" : name;
    }

    private static void print(Dockerfile.Reading reading, Console console) {
        for (Problem problem : reading.problems()) {
            line(reading, problem.span(), console.choose("오류", "error"), problem.english(), console);
            if (!problem.korean().equals(problem.english())) {
                console.out().print(console.choose("       " + problem.korean() + "\n", ""));
            }
            console.tell("       기대한 것: " + problem.expectedKorean(), "       expected: " + problem.expectedEnglish());
        }
        for (Finding finding : reading.findings()) {
            String message = console.choose(finding.korean(), finding.english());
            line(
                    reading,
                    finding.span(),
                    console.choose("경고", "warning"),
                    finding.check().rule() + ": " + message,
                    console);
        }
        int errors = reading.problems().size();
        int warnings = reading.findings().size();
        console.tell(
                "오류 " + errors + "개, 경고 " + warnings + "개", count(errors, "error") + ", " + count(warnings, "warning"));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void line(
            Dockerfile.Reading reading, SourceSpan span, String kind, String message, Console console) {
        console.out()
                .println(reading.file().name() + ":" + span.line() + ":" + span.column() + ": " + kind + ": "
                        + printable(message));
        console.out().print(Excerpt.of(reading.file().lines(), span));
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> printable.appendCodePoint(Character.isISOControl(point) ? ' ' : point));
        return printable.toString();
    }
}
