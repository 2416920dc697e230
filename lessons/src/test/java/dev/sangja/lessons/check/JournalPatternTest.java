package dev.sangja.lessons.check;

import static dev.sangja.lessons.check.FakeEvidence.flags;
import static dev.sangja.lessons.check.FakeEvidence.symbol;
import static dev.sangja.lessons.check.FakeEvidence.text;
import static dev.sangja.lessons.check.FakeEvidence.whole;
import static dev.sangja.lessons.check.FakeEvidence.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Outcome.Failed;
import dev.sangja.runtime.journal.Outcome.Returned;
import dev.sangja.runtime.journal.Outcome.Unfinished;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalPatternTest {
    private static final Vocabulary NAMES = new Vocabulary(Map.of(), Set.of(), Set.of());
    private static final Failed NO_MEMORY = new Failed(12, "ENOMEM", "Cannot allocate memory");

    private final FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
            .called(40, new Returned(0), "unshare", flags("flags", "CLONE_NEWNS", "CLONE_NEWUTS"))
            .called(40, new Returned(0), "sethostname", text("name", "box"), whole("len", 3))
            .called(41, new Failed(2, "ENOENT", "No such file or directory"), "execve", words("argv", "sleep", "1"))
            .called(41, new Returned(0), "execve", words("argv", "sleep", "9063"))
            .called(42, new Returned(0), "execve", words("argv", "sleep", "9063"))
            .called(10, new Returned(0), "kill", whole("pid", 42), symbol("sig", "SIGKILL"))
            .called(43, NO_MEMORY, "vfork")
            .called(43, new Unfinished(), "exit_group", whole("status", 0))
            .called(
                    44,
                    new Returned(45),
                    "clone3",
                    new Argument("cl_args", new ArgumentValue.Fields(Map.of("flags", "CLONE_NEWPID|CLONE_NEWNET"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal(unshare(flags has CLONE_NEWUTS))",
                "journal(unshare(flags has CLONE_NEWNS|CLONE_NEWUTS) by=you ret=0)",
                "journal(unshare(flags == CLONE_NEWUTS|CLONE_NEWNS))",
                "not journal(unshare(flags == CLONE_NEWUTS))",
                "not journal(unshare by=engine)",
                "journal(unshare then sethostname(name == \"box\", len == 3) ok)",
                "not journal(sethostname then unshare)",
                "journal(execve(argv has \"9063\") ok)",
                "not journal(execve(argv has \"906\"))",
                "journal(execve(argv starts \"sleep 90\"))",
                "journal(execve(argv matches \"90\\d\\d$\"))",
                "not journal(execve(argv == \"sleep 1\") ok)",
                "journal(execve(argv == \"sleep 9063\") ok as s then kill(pid == s.pid, sig == SIGKILL) ok)",
                "not journal(execve(argv == \"sleep 1\") as s then kill(pid == s.pid))",
                "journal(fork|vfork|clone errno=ENOMEM)",
                "journal(any(fork errno=ENOMEM, vfork errno=ENOMEM) then exit_group)",
                "not journal(exit_group ok)",
                "journal(clone3(flags has CLONE_NEWNET) ret=45)",
                "not journal(clone3(nothing has CLONE_NEWNET))",
                "journal(kill(sig != SIGTERM) pid=10)",
                "calls(execve ok) == 2",
                "calls(reboot) == 0",
                "call(vfork).line == \"vfork() = -1 ENOMEM (Cannot allocate memory)\"",
                "call(execve ok).pid == 42",
                "call(execve ok).milliseconds == 1.5",
                "call(reboot) is absent",
            })
    void holds(String source) {
        assertThat(Expression.condition(source, NAMES).isTrue(new Scope(evidence, Map.of(), Checker.LIMIT)))
                .isTrue();
    }

    @Test
    void looksOnWhenALaterCallOfThatNameFitsTheRest() {
        String pattern = "journal(execve(argv == \"sleep 9063\") as a then kill(pid == a.pid))";

        assertThat(Expression.condition(pattern, NAMES).isTrue(new Scope(evidence, Map.of(), Checker.LIMIT)))
                .as("the first sleep 9063 was never killed, the second was")
                .isTrue();
    }
}
