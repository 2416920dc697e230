package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Architecture;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchedFilterTest {
    private static final int NOTIFY = 0x7fc0_0000; // SECCOMP_RET_USER_NOTIF of linux/seccomp.h
    private static final int OPEN_TREE = 428; // on both architectures, as the following
    private static final int MOVE_MOUNT = 429;
    private static final int FSOPEN = 430;

    @ParameterizedTest
    @EnumSource
    void untracedNotifiesWhereTheOtherTracesAndRefusesByItself(Architecture architecture) {
        BpfProgram watch = profile(architecture, "SCMP_ACT_TRACE", "open_tree", "move_mount");
        BpfProgram decision = profile(architecture, "SCMP_ACT_ERRNO", "move_mount", "fsopen");
        BpfProgram traced = WatchedFilter.of(watch, decision);
        BpfProgram untraced = WatchedFilter.untraced(watch, decision);

        assertThat(traced.evaluate(SeccompData.of(architecture, OPEN_TREE)).kind())
                .isEqualTo(Action.Kind.TRACE);
        assertThat(answer(untraced, architecture, OPEN_TREE)).isEqualTo(NOTIFY);
        assertThat(untraced.evaluate(SeccompData.of(architecture, MOVE_MOUNT))).isEqualTo(Action.errno(1));
        assertThat(untraced.evaluate(SeccompData.of(architecture, FSOPEN))).isEqualTo(Action.errno(1));
        assertThat(untraced.evaluate(SeccompData.of(architecture, 0))).isEqualTo(Action.ALLOW);
    }

    @Test
    void theAnswerToAListenerIsStricterThanTheOneToATracer() {
        // "The highest precedence action": the smallest signed value; seccomp(2).
        assertThat(NOTIFY).isLessThan(new Action(Action.Kind.TRACE, 0).returnValue());
    }

    private static int answer(BpfProgram program, Architecture architecture, int number) {
        return new BpfInterpreter(program).run(SeccompData.of(architecture, number));
    }

    private static BpfProgram profile(Architecture architecture, String action, String... names) {
        String json = "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"architectures\":[\"SCMP_ARCH_X86_64\","
                + "\"SCMP_ARCH_AARCH64\"],\"syscalls\":[{\"names\":[\"" + String.join("\",\"", names)
                + "\"],\"action\":\"" + action + "\",\"errnoRet\":1}]}";
        return Profile.parse(json.getBytes(StandardCharsets.UTF_8))
                .compile(new FilterTarget(architecture, Set.of(), KernelVersion.running()));
    }
}
