package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SpawnRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters on the real kernel: each on a thread of its own, which ends with it. */
class FilterIT {
    private static final String NO_MKDIR =
            "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":[{\"names\":[\"mkdir\",\"mkdirat\"],"
                    + "\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":1}]}";

    /**
     * A 64-bit ELF program: {@code mov eax, 20; int 0x80; xor edi, edi; mov eax, 60; syscall}. Call 20 of the 32-bit
     * convention is getpid, call 60 of the 64-bit one exit.
     */
    private static final String CALLS_GETPID_BY_INT_80 = "7f454c4602010100" + "0000000000000000"
            + "02003e0001000000" + "7800400000000000" + "4000000000000000" + "0000000000000000"
            + "0000000040003800" + "0100000000000000"
            + "0100000005000000" + "0000000000000000" + "0000400000000000" + "0000400000000000"
            + "8900000000000000" + "8900000000000000" + "0010000000000000"
            + "b814000000" + "cd80" + "31ff" + "b83c000000" + "0f05";

    private final Linux linux = Linux.system(Recorder.none());

    @TempDir
    private Path directory;

    private <T> T under(Profile profile, Set<Capability> capabilities, Callable<T> work) throws Exception {
        byte[] filter = profile.compile(FilterTarget.here(capabilities)).encode();
        FutureTask<T> task = new FutureTask<>(() -> {
            linux.setNoNewPrivileges();
            linux.installFilter(filter);
            return work.call();
        });
        Thread thread = new Thread(task, "filtered");
        thread.start();
        thread.join();
        return task.get();
    }

    /** What a shell script gives back, and what it says. */
    private String shell(String script) throws IOException {
        Path output = Files.createTempFile(directory, "output", "");
        int fd = linux.open(output.toString(), 2);
        try {
            int pid = linux.spawn(SpawnRequest.of(
                    "/bin/sh",
                    List.of("sh", "-c", script),
                    Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C"),
                    List.of(fd, fd, fd)));
            int pidfd = linux.openProcess(pid);
            ExitStatus status = linux.awaitExit(pidfd);
            linux.close(pidfd);
            return Files.readString(output) + status;
        } finally {
            linux.close(fd);
        }
    }

    @Test
    void refusesOnThisThreadAndNowhereElse() throws Exception {
        Path refused = directory.resolve("refused");
        Profile profile = Profile.parse(NO_MKDIR.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> under(profile, Set.of(), () -> Files.createDirectory(refused)))
                .hasRootCauseMessage(refused + ": Operation not permitted");

        assertThat(refused).doesNotExist();
        Files.createDirectory(directory.resolve("elsewhere"));
    }

    @Test
    void isSeenInTheStatusOfTheProcess() throws Exception {
        String status = under(
                StandardProfiles.container(),
                ContainerDefaults.capabilities(),
                () -> shell("grep -E '^(Seccomp|NoNewPrivs):' /proc/self/status; exit 3"));

        assertThat(status).contains("Seccomp:\t2").contains("NoNewPrivs:\t1").contains("3");
    }

    @Test
    void letsAContainerWorkAndNotUnshare() throws Exception {
        String result = under(
                StandardProfiles.container(),
                ContainerDefaults.capabilities(),
                () -> shell("cd " + directory + " && mkdir a && ls -l a && (true | cat) && unshare -u true"));

        assertThat(directory.resolve("a")).isDirectory();
        assertThat(result).contains("unshare failed: Operation not permitted");
    }

    @Test
    void letsTheWorkbenchBuildAContainerByHand() throws Exception {
        String script = "cd " + directory
                + " && mkdir -p lower upper work merged && echo hi > lower/f"
                + " && mount -t tmpfs tmpfs work && mkdir work/w work/u"
                + " && mount -t overlay overlay -o lowerdir=lower,upperdir=work/u,workdir=work/w,userxattr merged"
                + " && cat merged/f && hostname box && hostname && mount -t proc proc /proc && ls -d /proc/1"
                + " && mkdir work/root work/root/old && mount --bind work/root work/root"
                + " && pivot_root work/root work/root/old && echo pivoted";

        String result = under(
                StandardProfiles.workbench(),
                Set.of(),
                () -> shell("unshare -r -m -u -i -n -p -f sh -c '" + script + "'"));

        assertThat(result).contains("hi\nbox\n/proc/1\npivoted\n");
    }

    @Test
    void killsProgramsOfAnotherArchitecture() throws Exception {
        Path program = directory.resolve("getpid32");
        Files.write(program, HexFormat.of().parseHex(CALLS_GETPID_BY_INT_80));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-x------"));
        assumeTrue(shell(program + "; echo code $?").contains("code 0\n"), "this kernel has no 32-bit calls");

        String result = under(StandardProfiles.workbench(), Set.of(), () -> shell(program + "; echo code $?"));

        assertThat(result).contains("code 159\n");
    }
}
