package dev.sangja.lessons.advice;

import static dev.sangja.lessons.text.Language.EN;
import static dev.sangja.lessons.text.Language.KO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Texts;
import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisorTest {
    private static final Advisor ADVISOR = Advisor.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mount | ENOSPC | No disk is full",
                "unshare | EINVAL | several threads",
                "unshare | EPERM | CAP_SYS_ADMIN",
                "vfork | EAGAIN | RLIMIT_NPROC",
                "clone | ENOMEM | number 1",
                "bind | EACCES | EADDRINUSE",
                "bind | EADDRINUSE | EACCES",
                "fchownat | EPERM | CAP_CHOWN",
                "lchown | EINVAL | id map",
                "mknodat | EPERM | 0:0",
                "openat | EOVERFLOW | id map",
                "pivot_root | EINVAL | no mount point",
                "pivot_root | EBUSY | same mount",
                "umount2 | EBUSY | using",
                "renameat2 | EXDEV | overlay",
                "kill | ESRCH | another number",
                "execve | ENOENT | interpreter",
                "execve | EACCES | not executable",
                "execve | ENOEXEC | no format",
                "settimeofday | EPERM | seccomp",
            })
    void explainsWhatMisleads(String call, String errno, String meaning) {
        assertThat(onFailure(call, errno).meaning()).contains(meaning);
    }

    @Test
    void looksAtTheArgumentsWhereTheyMakeTheDifference() {
        assertThat(onFailure("mount", "EINVAL", text("filesystemtype", "overlay"))
                        .meaning())
                .contains("upperdir");
        assertThat(onFailure("mount", "EPERM", text("filesystemtype", "proc")).meaning())
                .contains("/proc");
        assertThat(onFailure("openat", "EACCES", text("pathname", "/proc/1/root"))
                        .meaning())
                .contains("CAP_SYS_PTRACE");
        assertThat(onFailure("setns", "EPERM", new Argument("nstype", new ArgumentValue.Symbol("CLONE_NEWTIME")))
                        .remedy())
                .contains("nsenter -a");
        assertThat(onFailure("write", "EPERM", new Argument("fd", new ArgumentValue.Symbol("3</proc/8/gid_map>")))
                        .meaning())
                .contains("only once");
    }

    @Test
    void saysNothingOfSuccess() {
        JournalEntry fine = entry("mount", new Outcome.Returned(0));
        assertThat(ADVISOR.onFailure(fine, List.of(), EN)).isEmpty();
        assertThat(ADVISOR.onExitCode(0, List.of(), EN)).isEmpty();
        assertThat(ADVISOR.onEnding(new Ending.Exited(1), List.of(), EN)).isEmpty();
    }

    @Test
    void namesTheLimitInItsUnit() {
        LimitEvent memory = new LimitEvent("memory", "machine", 33_554_432, "bytes", "memory.max", "oom_kill 1");
        assertThat(ADVISOR.onLimit(memory, KO).orElseThrow().meaning())
                .isEqualTo("이 머신의 메모리 한도 32 MiB에 닿아 커널의 OOM 킬러가 프로세스를 끝냈습니다. memory.max의 기록: oom_kill 1.");
        LimitEvent time = new LimitEvent("time", "machine", 60, "seconds", "time limit", "60.0 s");
        assertThat(ADVISOR.onEnding(new Ending.Stopped("time", 137), List.of(time), KO)
                        .orElseThrow()
                        .meaning())
                .startsWith("실행이 60초를 넘어");
        assertThat(ADVISOR.onExitCode(137, List.of(memory), EN).orElseThrow().meaning())
                .contains("OOM killer ended it");
    }

    @ParameterizedTest
    @CsvSource({"126, cannot be run", "127, No program", "130, SIGINT", "137, SIGKILL", "143, SIGTERM", "129, signal 1:"
    })
    void knowsExitCodes(int code, String meaning) {
        assertThat(ADVISOR.onExitCode(code, List.of(), EN).orElseThrow().meaning())
                .contains(meaning);
    }

    @Test
    void everyMeaningHasARemedyBesideIt() {
        for (Language language : Language.values()) {
            Texts texts = Texts.load("advice", language);
            assertThat(texts.keys().stream().filter(key -> key.endsWith(".meaning")))
                    .allMatch(key -> texts.keys().contains(key.replaceFirst("meaning$", "remedy")));
        }
    }

    private static Advice onFailure(String call, String errno, Argument... arguments) {
        JournalEntry failed = entry(call, new Outcome.Failed(1, errno, "no"), arguments);
        return ADVISOR.onFailure(failed, List.of(), EN).orElseThrow();
    }

    private static JournalEntry entry(String call, Outcome outcome, Argument... arguments) {
        return new JournalEntry(
                0, Origin.LEARNER, 20, "sh", "", 0, 1000, new SyscallCall(call, List.of(arguments)), outcome);
    }

    private static Argument text(String name, String value) {
        return new Argument(name, new ArgumentValue.Text(value, false));
    }
}
