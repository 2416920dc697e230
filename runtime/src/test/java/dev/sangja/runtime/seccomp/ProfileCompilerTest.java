package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.SyscallTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileCompilerTest {
    private static final SyscallTable TABLE = SyscallTable.of(Architecture.X86_64);
    private static final int AUDIT_ARCH_I386 = 0x40000003;
    private static final List<ArgumentComparison.Operator> OPERATORS = List.of(ArgumentComparison.Operator.values());
    private static final List<Action.Kind> KINDS = List.of(Action.Kind.values());
    private static final FilterTarget TARGET =
            new FilterTarget(Architecture.X86_64, Set.of(Capability.CAP_SYS_CHROOT), new KernelVersion(6, 1));

    private static Profile parse(String json) {
        return Profile.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Action answer(BpfProgram program, String call, Long... arguments) {
        int number = TABLE.numberOf(call).orElseThrow();
        return program.evaluate(SeccompData.of(Architecture.X86_64, number, arguments));
    }

    @Test
    void refusesWhatALearnersProfileNames() {
        BpfProgram program = parse("""
                {'defaultAction': 'SCMP_ACT_ALLOW',
                 'syscalls': [{'names': ['mkdir', 'mkdirat', 'no_such_call'], 'action': 'SCMP_ACT_ERRNO'}]}""").compile(TARGET);

        assertThat(answer(program, "mkdir")).isEqualTo(Action.errno(1));
        assertThat(answer(program, "mkdirat")).isEqualTo(Action.errno(1));
        assertThat(answer(program, "rmdir")).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "rseq_slice_yield")).isEqualTo(Action.ALLOW);
    }

    @Test
    void killsForeignArchitecturesAndKnowsNoX32() {
        BpfProgram program = parse("{'defaultAction': 'SCMP_ACT_ALLOW'}").compile(TARGET);

        assertThat(program.evaluate(new SeccompData(5, AUDIT_ARCH_I386, 0, List.of())))
                .isEqualTo(Action.KILL_PROCESS);
        assertThat(program.evaluate(SeccompData.of(Architecture.AARCH64, 5))).isEqualTo(Action.KILL_PROCESS);
        assertThat(program.evaluate(SeccompData.of(Architecture.X86_64, 0x40000000 | 5)))
                .isEqualTo(Action.errno(38));
        assertThat(program.evaluate(SeccompData.of(Architecture.X86_64, -1))).isEqualTo(Action.errno(38));
    }

    @Test
    void saysThatCallsYoungerThanTheProfileDoNotExist() {
        BpfProgram program = parse("""
                {'defaultAction': 'SCMP_ACT_ERRNO',
                 'syscalls': [{'names': ['read', 'openat2'], 'action': 'SCMP_ACT_ALLOW'}]}""").compile(TARGET);

        assertThat(answer(program, "write")).isEqualTo(Action.errno(1));
        assertThat(answer(program, "openat2")).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "pidfd_getfd")).isEqualTo(Action.errno(38));
    }

    @Test
    void letsTheFirstTestThatHoldsDecideAndThenTheFirstRuleWithoutTests() {
        BpfProgram program = parse("""
                {'defaultAction': 'SCMP_ACT_KILL_PROCESS', 'syscalls': [
                 {'names': ['kill'], 'action': 'SCMP_ACT_ERRNO', 'errnoRet': 2},
                 {'names': ['kill'], 'action': 'SCMP_ACT_ALLOW',
                  'args': [{'index': 1, 'value': 9, 'op': 'SCMP_CMP_LT'}]},
                 {'names': ['kill'], 'action': 'SCMP_ACT_TRAP',
                  'args': [{'index': 1, 'value': 5, 'op': 'SCMP_CMP_EQ'}]},
                 {'names': ['kill'], 'action': 'SCMP_ACT_LOG'}]}""").compile(TARGET);

        assertThat(answer(program, "kill", 1L, 5L)).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "kill", 1L, 9L)).isEqualTo(Action.errno(2));
    }

    @Test
    void takesTestsTogetherUnlessTwoOfThemTestTheSameArgument() {
        BpfProgram program = parse("""
                {'defaultAction': 'SCMP_ACT_ERRNO', 'syscalls': [
                 {'names': ['socket'], 'action': 'SCMP_ACT_ALLOW',
                  'args': [{'index': 0, 'value': 2, 'op': 'SCMP_CMP_EQ'}, {'index': 1, 'value': 1, 'op': 'SCMP_CMP_EQ'}]},
                 {'names': ['kill'], 'action': 'SCMP_ACT_ALLOW',
                  'args': [{'index': 0, 'value': 2, 'op': 'SCMP_CMP_EQ'}, {'index': 0, 'value': 1, 'op': 'SCMP_CMP_EQ'},
                           {'index': 1, 'value': 15, 'op': 'SCMP_CMP_EQ'}]}]}""").compile(TARGET);

        assertThat(answer(program, "socket", 2L, 1L)).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "socket", 2L, 2L)).isEqualTo(Action.errno(1));
        assertThat(answer(program, "kill", 1L, 0L)).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "kill", 2L, 0L)).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "kill", 3L, 15L)).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "kill", 3L, 14L)).isEqualTo(Action.errno(1));
    }

    @Test
    void appliesRulesToWhomTheyAreFor() {
        BpfProgram program = parse("""
                {'defaultAction': 'SCMP_ACT_ERRNO', 'syscalls': [
                 {'names': ['chroot'], 'action': 'SCMP_ACT_ALLOW', 'includes': {'caps': ['CAP_SYS_CHROOT']}},
                 {'names': ['mount'], 'action': 'SCMP_ACT_ALLOW',
                  'includes': {'caps': ['CAP_SYS_CHROOT', 'CAP_SYS_ADMIN']}},
                 {'names': ['read'], 'action': 'SCMP_ACT_ALLOW', 'excludes': {'caps': ['CAP_SYS_CHROOT']}},
                 {'names': ['write'], 'action': 'SCMP_ACT_ALLOW', 'includes': {'arches': ['arm64', 'amd64']}},
                 {'names': ['open'], 'action': 'SCMP_ACT_ALLOW', 'excludes': {'arches': ['amd64']}},
                 {'names': ['close'], 'action': 'SCMP_ACT_ALLOW', 'includes': {'minKernel': '6.1'}},
                 {'names': ['fstat'], 'action': 'SCMP_ACT_ALLOW', 'includes': {'minKernel': '6.2'}},
                 {'names': ['openat2'], 'action': 'SCMP_ACT_ALLOW'}]}""").compile(TARGET);

        assertThat(answer(program, "chroot")).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "mount")).isEqualTo(Action.errno(1));
        assertThat(answer(program, "read")).isEqualTo(Action.errno(1));
        assertThat(answer(program, "write")).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "open")).isEqualTo(Action.errno(1));
        assertThat(answer(program, "close")).isEqualTo(Action.ALLOW);
        assertThat(answer(program, "fstat")).isEqualTo(Action.errno(1));
    }

    @Test
    void agreesWithAPlainReadingOfTheRulesForProfilesOfAnySize() {
        Random random = new Random(7);
        List<String> names = List.copyOf(TABLE.names());
        for (int round = 0; round < 60; round++) {
            Profile profile = randomProfile(random, names);
            BpfProgram program = profile.compile(TARGET);
            for (int probe = 0; probe < 100; probe++) {
                String name = names.get(random.nextInt(names.size()));
                List<Long> arguments = List.of((long) random.nextInt(4), (long) random.nextInt(4));
                assertThat(answer(program, name, arguments.toArray(Long[]::new)))
                        .as(name + arguments)
                        .isEqualTo(plainReading(profile, name, arguments));
            }
        }
    }

    private static Profile randomProfile(Random random, List<String> names) {
        List<SyscallRule> rules = new ArrayList<>();
        int count = random.nextInt(200);
        for (int index = 0; index < count; index++) {
            List<ArgumentComparison> tests = new ArrayList<>();
            for (int test = random.nextInt(3); test > 0; test--) {
                tests.add(new ArgumentComparison(
                        random.nextInt(2),
                        OPERATORS.get(random.nextInt(OPERATORS.size())),
                        random.nextInt(4),
                        random.nextInt(4)));
            }
            rules.add(new SyscallRule(
                    List.of(names.get(random.nextInt(names.size())), names.get(random.nextInt(names.size()))),
                    Action.ofKind(KINDS.get(random.nextInt(KINDS.size()))),
                    tests,
                    Applicability.UNSTATED,
                    Applicability.UNSTATED));
        }
        return new Profile(Action.ofKind(KINDS.get(random.nextInt(KINDS.size()))), rules);
    }

    private static Action plainReading(Profile profile, String name, List<Long> arguments) {
        Optional<Action> unconditional = Optional.empty();
        int youngest = -1;
        for (SyscallRule rule : profile.rules()) {
            for (String mentioned : rule.names()) {
                youngest = Math.max(youngest, TABLE.numberOf(mentioned).orElseThrow());
            }
            if (rule.names().contains(name)) {
                if (rule.comparisons().isEmpty()) {
                    unconditional = unconditional.or(() -> Optional.of(rule.action()));
                } else if (holds(rule.comparisons(), arguments)) {
                    return rule.action();
                }
            }
        }
        boolean beyond = TABLE.numberOf(name).orElseThrow() > youngest;
        boolean permissive = profile.defaultAction().letsTheCallHappen();
        return unconditional.orElse(beyond && !permissive ? Action.errno(38) : profile.defaultAction());
    }

    private static boolean holds(List<ArgumentComparison> tests, List<Long> arguments) {
        boolean repeated =
                tests.size() == 2 && tests.get(0).index() == tests.get(1).index();
        return repeated
                ? tests.stream().anyMatch(test -> holds(test, arguments))
                : tests.stream().allMatch(test -> holds(test, arguments));
    }

    private static boolean holds(ArgumentComparison test, List<Long> arguments) {
        long argument = arguments.get(test.index());
        return switch (test.operator()) {
            case NOT_EQUAL -> argument != test.value();
            case LESS -> argument < test.value();
            case LESS_OR_EQUAL -> argument <= test.value();
            case EQUAL -> argument == test.value();
            case GREATER_OR_EQUAL -> argument >= test.value();
            case GREATER -> argument > test.value();
            case MASKED_EQUAL -> (argument & test.value()) == test.valueTwo();
        };
    }
}
