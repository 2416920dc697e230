package dev.sangja.lessons.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.receipt.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the journal holds: nothing is lost, nothing told twice, and every sentence is whole in both languages. */
class StoryPropertyTest {
    private static final Storyteller STORYTELLER = Storyteller.load();
    private static final List<String> CALLS = List.of(
            "clone",
            "clone3",
            "vfork",
            "execve",
            "exit_group",
            "wait4",
            "unshare",
            "setns",
            "mount",
            "umount2",
            "pivot_root",
            "chroot",
            "sethostname",
            "kill",
            "prctl",
            "capset",
            "seccomp",
            "setresuid",
            "setgroups",
            "openat",
            "write",
            "close",
            "unlinkat",
            "mkdir",
            "rmdir",
            "rename",
            "mknod",
            "chmod",
            "chown",
            "socket",
            "bind",
            "listen",
            "connect",
            "sendmsg",
            "sendto",
            "msgget",
            "mq_open",
            "prlimit64",
            "fsopen",
            "fsconfig",
            "move_mount",
            "posix_spawn",
            "pidfd_send_signal",
            "setxattr",
            "mmap",
            "read",
            "settimeofday",
            "quotactl");
    private static final List<String> NAMES = List.of(
            "flags",
            "pathname",
            "path",
            "target",
            "source",
            "filesystemtype",
            "mountflags",
            "data",
            "nstype",
            "fd",
            "pid",
            "sig",
            "op",
            "arg2",
            "argv",
            "name",
            "sockfd",
            "addr",
            "buf",
            "key",
            "oldpath",
            "newpath",
            "status",
            "new_root",
            "put_old",
            "operation",
            "effective",
            "msg",
            "new_limit",
            "fsname",
            "to_path",
            "size");
    private static final List<String> WORDS = List.of(
            "CLONE_NEWPID",
            "CLONE_NEWNS",
            "CLONE_NEWUSER",
            "MS_PRIVATE",
            "MS_REC",
            "MS_BIND",
            "MS_REMOUNT",
            "MNT_DETACH",
            "O_CREAT",
            "O_WRONLY",
            "SIGTERM",
            "SIGKILL",
            "0",
            "PR_CAPBSET_DROP",
            "PR_SET_NO_NEW_PRIVS",
            "SECCOMP_SET_MODE_FILTER",
            "IPC_PRIVATE",
            "proc",
            "overlay",
            "tmpfs",
            "/proc/self/uid_map",
            "/sys/fs/cgroup/lab/hand/cgroup.procs",
            "/dev/null",
            "docker",
            "/usr/bin/docker",
            "/bin/sh",
            "nsenter",
            "-t",
            "0 1000 1",
            "boottime 5 0",
            "{pid}",
            "lowerdir=a:b,upperdir=u",
            "AF_NETLINK",
            "\u202e");
    private static final List<String> ERRORS =
            List.of("EPERM", "EACCES", "ENOENT", "ENOMEM", "EAGAIN", "EINVAL", "EEXIST", "EBUSY", "ENOSYS", "EXDEV");

    private static final List<Origin> ORIGINS =
            List.of(Origin.LEARNER, Origin.LEARNER, Origin.LEARNER, Origin.CONTAINER, Origin.ENGINE);

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyEntryIsToldOrCountedOnce(int seed) {
        Receipt receipt = Receipts.of(journal(new Random(seed)), 10).make();
        List<JournalEntry> entries = receipt.journal().entries();
        List<List<PhaseKind>> kinds = new ArrayList<>();
        for (Language language : Language.values()) {
            Story story = STORYTELLER.tell(receipt, language);
            List<JournalEntry> told = story.phases().stream()
                    .flatMap(phase -> phase.calls().stream())
                    .flatMap(call -> call.entries().stream())
                    .toList();
            assertThat(told).doesNotHaveDuplicates();
            assertThat(entries).containsAll(told);
            assertThat(told.size() + story.foldedCalls()).isEqualTo(entries.size());
            assertThat(story.phases())
                    .allSatisfy(phase -> assertThat(phase.sentence())
                            .isNotBlank()
                            .endsWith(".")
                            .doesNotContain("  ", "\u202e", "{clauses", "{names", "{subject"));
            kinds.add(story.phases().stream().map(Phase::kind).toList());
        }
        assertThat(kinds.get(0)).isEqualTo(kinds.get(1));
    }

    private static Journal journal(Random random) {
        List<JournalEntry> entries = new ArrayList<>();
        int count = random.nextInt(120);
        for (int sequence = 0; sequence < count; sequence++) {
            entries.add(new JournalEntry(
                    sequence,
                    pick(ORIGINS, random),
                    random.nextInt(6) == 0 ? 10 : 1 + random.nextInt(25),
                    "sh",
                    "",
                    sequence * 100L,
                    random.nextInt(1000),
                    new SyscallCall(pick(CALLS, random), arguments(random)),
                    outcome(random)));
        }
        return new Journal(entries, 0);
    }

    private static List<Argument> arguments(Random random) {
        List<Argument> arguments = new ArrayList<>();
        int count = random.nextInt(5);
        for (int index = 0; index < count; index++) {
            arguments.add(new Argument(pick(NAMES, random), value(random)));
        }
        return arguments;
    }

    private static ArgumentValue value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new ArgumentValue.Whole(random.nextInt(30));
            case 1 -> new ArgumentValue.Words(List.of(pick(WORDS, random), pick(WORDS, random)), random.nextBoolean());
            case 2 -> new ArgumentValue.Flags(List.of(pick(WORDS, random), pick(WORDS, random)), random.nextInt(2));
            case 3 -> new ArgumentValue.Symbol(pick(WORDS, random));
            case 4 -> new ArgumentValue.Address(random.nextInt(2) * 4096L);
            case 5 ->
                new ArgumentValue.Fields(
                        Map.of("nlmsg_type", random.nextBoolean() ? "RTM_NEWLINK" : "RTM_NEWADDR", "ifi_index", "3"));
            case 6 -> new ArgumentValue.Fields(Map.of("sa_family", "AF_INET", "sin_port", "htons(80)"));
            default -> new ArgumentValue.Text(pick(WORDS, random), random.nextBoolean());
        };
    }

    private static Outcome outcome(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Outcome.Failed(1, pick(ERRORS, random), "no");
            case 1 -> new Outcome.Unfinished();
            default -> new Outcome.Returned(random.nextInt(30));
        };
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
