package dev.sangja.runtime.seccomp;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns a profile into a filter: a check of the architecture, a binary search over the call's number, and for the few
 * calls whose arguments matter a block of tests. Calls that are always allowed load nothing but number and
 * architecture, so that the kernel (5.11 and later) remembers them and runs no filter at all.
 */
final class ProfileCompiler {
    /** {@code __X32_SYSCALL_BIT} of {@code asm/unistd.h}: calls of the x32 convention. No architecture goes so high. */
    private static final int FIRST_X32_NUMBER = 0x40000000;

    private static final Action ENOSYS = Action.errno(38);

    /** What happens to one call: the first branch that holds, or else the rest. */
    private record Decision(List<Branch> branches, Action otherwise) {}

    /** An action under a conjunction of tests. */
    private record Branch(List<ArgumentComparison> comparisons, Action action) {}

    /** A run of numbers that fare alike: from {@code first} to just before the next interval. */
    private record Interval(int first, Decision decision) {}

    private final Profile profile;
    private final FilterTarget target;
    private final BpfAssembler assembler = new BpfAssembler();
    private final Map<Action, BpfAssembler.Label> returns = new LinkedHashMap<>();
    private final Map<Decision, BpfAssembler.Label> decisions = new LinkedHashMap<>();

    ProfileCompiler(Profile profile, FilterTarget target) {
        this.profile = profile;
        this.target = target;
    }

    BpfProgram compile() {
        BpfAssembler.Label ownArchitecture = new BpfAssembler.Label();
        assembler.load(SeccompData.ARCHITECTURE_OFFSET);
        assembler.jumpIfEqual(target.auditToken(), ownArchitecture, returning(Action.KILL_PROCESS));
        assembler.bind(ownArchitecture);
        assembler.load(SeccompData.NUMBER_OFFSET);
        if (target.architecture() == Architecture.X86_64) {
            BpfAssembler.Label ownConvention = new BpfAssembler.Label();
            assembler.jumpIfGreaterOrEqual(FIRST_X32_NUMBER, returning(ENOSYS), ownConvention);
            assembler.bind(ownConvention);
        }
        search(intervals());
        decisions.forEach(this::decide);
        returns.forEach((action, label) -> {
            assembler.bind(label);
            assembler.giveBack(action);
        });
        return assembler.assemble();
    }

    private List<Interval> intervals() {
        SortedMap<Integer, Decision> byNumber = decisionsByNumber();
        Decision unmentioned = new Decision(List.of(), profile.defaultAction());
        List<Interval> intervals = new ArrayList<>();
        int next = 0;
        for (Map.Entry<Integer, Decision> entry : byNumber.entrySet()) {
            if (entry.getKey() > next) {
                append(intervals, next, unmentioned);
            }
            append(intervals, entry.getKey(), entry.getValue());
            next = entry.getKey() + 1;
        }
        append(intervals, next, new Decision(List.of(), actionBeyondTheProfile()));
        return intervals;
    }

    private static void append(List<Interval> intervals, int first, Decision decision) {
        if (intervals.isEmpty()
                || !intervals.get(intervals.size() - 1).decision().equals(decision)) {
            intervals.add(new Interval(first, decision));
        }
    }

    /**
     * Calls younger than the youngest that the profile mentions do not exist for it: ENOSYS lets a C library fall back
     * where EPERM would make it give up. As runc does (libcontainer/seccomp/patchbpf/enosys_linux.go).
     */
    private Action actionBeyondTheProfile() {
        return profile.defaultAction().letsTheCallHappen() ? profile.defaultAction() : ENOSYS;
    }

    private SortedMap<Integer, Decision> decisionsByNumber() {
        SyscallTable table = SyscallTable.of(target.architecture());
        SortedMap<Integer, List<SyscallRule>> rules = new TreeMap<>();
        for (SyscallRule rule : profile.rules()) {
            if (rule.appliesTo(target)) {
                for (String name : rule.names()) {
                    OptionalInt number = table.numberOf(name);
                    if (number.isPresent()) {
                        rules.computeIfAbsent(number.getAsInt(), unused -> new ArrayList<>())
                                .add(rule);
                    }
                }
            }
        }
        SortedMap<Integer, Decision> result = new TreeMap<>();
        rules.forEach((number, ofCall) -> result.put(number, decision(ofCall)));
        return result;
    }

    private Decision decision(List<SyscallRule> rules) {
        List<Branch> branches = new ArrayList<>();
        Optional<Action> unconditional = Optional.empty();
        for (SyscallRule rule : rules) {
            if (!rule.comparisons().isEmpty()) {
                rule.alternatives().forEach(tests -> branches.add(new Branch(tests, rule.action())));
            } else if (unconditional.isEmpty()) {
                unconditional = Optional.of(rule.action());
            }
        }
        return new Decision(branches, unconditional.orElse(profile.defaultAction()));
    }

    /** Adds a binary search over intervals that cover every number. */
    private void search(List<Interval> intervals) {
        if (intervals.size() == 1) {
            assembler.jump(labelOf(intervals.get(0).decision()));
            return;
        }
        int middle = intervals.size() / 2;
        List<Interval> lower = intervals.subList(0, middle);
        List<Interval> upper = intervals.subList(middle, intervals.size());
        BpfAssembler.Label toLower = entryOf(lower);
        BpfAssembler.Label toUpper = entryOf(upper);
        assembler.jumpIfGreaterOrEqual(upper.get(0).first(), toUpper, toLower);
        descend(lower, toLower);
        descend(upper, toUpper);
    }

    private BpfAssembler.Label entryOf(List<Interval> intervals) {
        return intervals.size() == 1 ? labelOf(intervals.get(0).decision()) : new BpfAssembler.Label();
    }

    private void descend(List<Interval> intervals, BpfAssembler.Label entry) {
        if (intervals.size() > 1) {
            assembler.bind(entry);
            search(intervals);
        }
    }

    private BpfAssembler.Label labelOf(Decision decision) {
        return decision.branches().isEmpty()
                ? returning(decision.otherwise())
                : decisions.computeIfAbsent(decision, unused -> new BpfAssembler.Label());
    }

    private BpfAssembler.Label returning(Action action) {
        return returns.computeIfAbsent(action, unused -> new BpfAssembler.Label());
    }

    private void decide(Decision decision, BpfAssembler.Label entry) {
        assembler.bind(entry);
        for (Branch branch : decision.branches()) {
            BpfAssembler.Label nextBranch = new BpfAssembler.Label();
            int last = branch.comparisons().size() - 1;
            for (int index = 0; index < last; index++) {
                BpfAssembler.Label nextTest = new BpfAssembler.Label();
                branch.comparisons().get(index).assemble(assembler, nextTest, nextBranch);
                assembler.bind(nextTest);
            }
            branch.comparisons().get(last).assemble(assembler, returning(branch.action()), nextBranch);
            assembler.bind(nextBranch);
        }
        assembler.jump(returning(decision.otherwise()));
    }
}
