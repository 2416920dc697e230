package dev.sangja.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyscallTableTest {
    // Numbers as the C compiler of each architecture gives them for __NR_ and the name.
    @ParameterizedTest
    @CsvSource({
        "read, 0, 63",
        "openat, 257, 56",
        "newfstatat, 262, 79",
        "clone, 56, 220",
        "execve, 59, 221",
        "exit_group, 231, 94",
        "wait4, 61, 260",
        "mount, 165, 40",
        "umount2, 166, 39",
        "pivot_root, 155, 41",
        "chroot, 161, 51",
        "unshare, 272, 97",
        "setns, 308, 268",
        "sethostname, 170, 161",
        "prctl, 157, 167",
        "capset, 126, 91",
        "seccomp, 317, 277",
        "setresuid, 117, 147",
        "fchownat, 260, 54",
        "bind, 49, 200",
        "msgget, 68, 186",
        "mq_open, 240, 180",
        "renameat, 264, 38",
        "ptrace, 101, 117",
        "clone3, 435, 435",
        "mount_setattr, 442, 442",
        "fchmodat2, 452, 452",
        "open_tree_attr, 467, 467",
        "file_setattr, 469, 469",
    })
    void knowsTheNumbersOfBothArchitectures(String name, int onX86, int onArm) {
        assertThat(SyscallTable.of(Architecture.X86_64).numberOf(name)).hasValue(onX86);
        assertThat(SyscallTable.of(Architecture.AARCH64).numberOf(name)).hasValue(onArm);
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryNumberThatItNumbers(Architecture architecture) {
        SyscallTable table = SyscallTable.of(architecture);

        assertThat(table.names())
                .hasSizeGreaterThan(320)
                .allSatisfy(name -> assertThat(table.nameOf(table.numberOf(name).orElseThrow()))
                        .contains(name));
    }

    @Test
    void hasNoOldCallsWhereTheArchitectureNeverHadThem() {
        SyscallTable arm = SyscallTable.of(Architecture.AARCH64);

        assertThat(List.of("open", "fork", "vfork", "mkdir", "unlink", "chmod", "rename", "pause"))
                .allSatisfy(name -> assertThat(arm.numberOf(name)).isEmpty());
    }

    @Test
    void answersNothingForNumbersThatNobodyGave() {
        SyscallTable table = SyscallTable.of(Architecture.X86_64);

        assertThat(table.nameOf(-1)).isEmpty();
        assertThat(table.nameOf(400)).isEmpty();
        assertThat(table.nameOf(0x4000_0000)).isEmpty();
        assertThat(table.numberOf("open_the_box")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheHeadersOfThisComputer(Architecture architecture) throws IOException {
        Path header = headersOf(architecture).stream()
                .filter(Files::isReadable)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("no kernel headers of " + architecture + " installed"));
        SyscallTable table = SyscallTable.of(architecture);
        Matcher definition =
                Pattern.compile("(?m)^#define __NR(?:3264)?_(\\w+)\\s+(\\d+)$").matcher(Files.readString(header));
        int compared = 0;
        while (definition.find()) {
            String name = definition.group(1).equals("fstatat") ? "newfstatat" : definition.group(1);
            int number = Integer.parseInt(definition.group(2));
            boolean onlyOn32Bits = (number >= 403 && number <= 423) || name.equals("sync_file_range2");
            if (onlyOn32Bits || name.equals("syscalls") || name.equals("arch_specific_syscall")) {
                continue;
            }
            assertThat(table.nameOf(number)).contains(name);
            compared++;
        }
        assertThat(compared).isGreaterThan(270);
    }

    private static List<Path> headersOf(Architecture architecture) {
        return switch (architecture) {
            case X86_64 ->
                List.of(
                        Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
                        Path.of("/usr/include/asm/unistd_64.h"));
            case AARCH64 -> List.of(Path.of("/usr/include/asm-generic/unistd.h"));
        };
    }
}
