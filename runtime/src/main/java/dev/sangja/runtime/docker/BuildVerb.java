package dev.sangja.runtime.docker;

import dev.sangja.runtime.build.BuildException;
import dev.sangja.runtime.build.BuildRequest;
import dev.sangja.runtime.build.BuildResult;
import dev.sangja.runtime.build.BuildStore;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.DockerfileCheck;
import dev.sangja.runtime.dockerfile.Finding;
import dev.sangja.runtime.dockerfile.Problem;
import dev.sangja.runtime.dockerfile.SourceSpan;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.BuildWarning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code docker build}. */
final class BuildVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax("build", "[OPTIONS] PATH | -", Arity.exactly(1), BuildFlags.ALL);
    private static final int CANCELLED = 130;
    private static final int AROUND = 2;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        if (!Set.of("", "auto", "plain", "tty", "quiet", "rawjson").contains(flags.get(BuildFlags.PROGRESS))) {
            throw new VerbFailure("ERROR: invalid progress mode " + flags.get(BuildFlags.PROGRESS), 1);
        }
        boolean quiet =
                flags.get(BuildFlags.QUIET) || flags.get(BuildFlags.PROGRESS).equals("quiet");
        Cancellation cancellation = new Cancellation();
        Cancellation.Registration gone = call.cancellation().onCancel(cancellation::cancel);
        SignalSource.Listening signals = call.context().signals().listen(signal -> cancellation.cancel());
        try (BuildInputs inputs = new BuildInputs(flags, call)) {
            BuildRequest request = inputs.read();
            if (flags.get(BuildFlags.CHECK)) {
                return check(request, call);
            }
            BuildPrinter printer = new BuildPrinter(call.error(), quiet);
            BuildResult result = call.context().builds().build(request, printer, cancellation);
            return finish(result, printer, quiet, call);
        } catch (IOException problem) {
            throw new VerbFailure("ERROR: failed to build: " + problem.getMessage(), 1);
        } finally {
            signals.close();
            gone.close();
        }
    }

    private static int finish(BuildResult result, BuildPrinter printer, boolean quiet, Invocation call) {
        if (result.view().outcome() == BuildView.Outcome.CANCELLED) {
            call.error().line("ERROR: failed to build: failed to solve: Canceled: context canceled");
            return CANCELLED;
        }
        if (result.image().isPresent()) {
            if (quiet) {
                call.out().line(result.image().get().id().toString());
            } else {
                warnings(result.view().warnings(), call);
            }
            return 0;
        }
        if (!quiet) {
            warnings(result.view().warnings(), call);
        }
        printer.failure().forEach(call.error()::line);
        result.problem().ifPresent(problem -> tell(problem, result.file(), call));
        result.failure().ifPresent(failure -> tell(failure, result.file(), call));
        return 1;
    }

    /** Only looks the Dockerfile through. */
    private static int check(BuildRequest request, Invocation call) {
        Dockerfile.Reading reading = DockerfileCheck.of(
                request.file(),
                request.dockerfile().getBytes(StandardCharsets.UTF_8),
                DockerfileCheck.Surroundings.ofFile(BuildStore.architecture(), Optional.of(request.ignored())));
        for (Finding finding : reading.findings()) {
            call.out().line("WARNING: " + finding.check().rule() + " - " + finding.english());
            excerpt(reading.file(), finding.span(), false).forEach(call.out()::line);
        }
        reading.problems().forEach(problem -> tell(problem, reading.file(), call));
        if (reading.problems().isEmpty()) {
            int count = reading.findings().size();
            call.out()
                    .line(
                            count == 0
                                    ? "Check complete, no warnings found."
                                    : "Check complete, " + count + " warning" + (count == 1 ? " has" : "s have")
                                            + " been found!");
        }
        return reading.problems().isEmpty() && reading.findings().isEmpty() ? 0 : 1;
    }

    private static void warnings(List<BuildWarning> warnings, Invocation call) {
        if (warnings.isEmpty()) {
            return;
        }
        call.error().line("\n " + warnings.size() + " warning" + (warnings.size() == 1 ? "" : "s") + " found:");
        for (BuildWarning warning : warnings) {
            call.error().line(" - " + warning.rule() + ": " + warning.message() + " (line " + warning.line() + ")");
        }
    }

    private static void tell(Problem problem, Dockerfile file, Invocation call) {
        boolean placed = !problem.span().equals(SourceSpan.FILE);
        if (placed) {
            excerpt(file, problem.span(), true).forEach(call.error()::line);
        }
        String place =
                placed ? "dockerfile parse error on line " + problem.span().line() + ": " : "";
        call.error().line("ERROR: failed to build: failed to solve: " + place + problem.english());
        boolean korean = call.messages().language() == ClientLanguage.KOREAN;
        if (korean) {
            call.error().line(problem.korean());
        }
        call.error()
                .line(call.messages()
                        .text("note.build.expected", korean ? problem.expectedKorean() : problem.expectedEnglish()));
    }

    private static void tell(BuildException failure, Dockerfile file, Invocation call) {
        failure.span().ifPresent(span -> excerpt(file, span, false).forEach(call.error()::line));
        call.error().line("ERROR: failed to build: failed to solve: " + failure.getMessage());
        failure.hint().ifPresent(hint -> call.error().line(call.messages().text(key(hint))));
    }

    private static String key(BuildException.Hint hint) {
        return switch (hint) {
            case OUTSIDE_CONTEXT -> "note.build.outside";
            case IGNORED -> "note.build.absent";
            case NO_NETWORK -> "note.build.fetch";
        };
    }

    /** The lines around a place, the place itself marked; with a marker under the column if asked. */
    private static List<String> excerpt(Dockerfile file, SourceSpan span, boolean column) {
        String rule = "--------------------";
        List<String> excerpt = new ArrayList<>(List.of(file.name() + ":" + span.line(), rule));
        int last = Math.min(file.lines().size(), Math.max(span.endLine(), span.line()) + AROUND);
        for (int number = Math.max(1, span.line() - AROUND); number <= last; number++) {
            boolean inside = number >= span.line() && number <= span.endLine();
            String line = file.lines().get(number - 1);
            String shown = line.length() > 200 ? line.substring(0, 200) + "…" : line;
            excerpt.add(String.format("%4d | %s %s", number, inside ? ">>>" : "   ", shown)
                    .stripTrailing());
            if (column && number == span.line() && span.column() <= 200) {
                int end = span.endLine() > span.line() ? line.length() + 1 : span.endColumn();
                int marks = Math.max(1, Math.min(end, 200) - span.column());
                excerpt.add("     |     " + " ".repeat(span.column() - 1) + "^".repeat(marks));
            }
        }
        excerpt.add(rule);
        return excerpt;
    }
}
