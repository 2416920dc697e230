package dev.sangja.runtime.seccomp;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a filter together from instructions and labels. Labels may lie farther away than the 255 instructions that a
 * conditional jump reaches: such a jump then goes over an unconditional one, which reaches everywhere. Not safe for use
 * by several threads.
 */
final class BpfAssembler {
    /** A place in the filter, bound once, after every jump to it. */
    static final class Label {
        private int item = -1;
    }

    /** An instruction before its jumps are resolved. Sizes only ever grow, so laying them out comes to an end. */
    private static final class Item {
        final int code;
        final int operand;
        final List<Label> targets;
        boolean trueIsFar;
        boolean falseIsFar;

        Item(int code, int operand, List<Label> targets) {
            this.code = code;
            this.operand = operand;
            this.targets = targets;
        }

        int length() {
            return 1 + (trueIsFar ? 1 : 0) + (falseIsFar ? 1 : 0);
        }
    }

    private final List<Item> items = new ArrayList<>();

    void load(int offset) {
        items.add(new Item(BpfInstruction.LOAD, offset, List.of()));
    }

    void and(int mask) {
        items.add(new Item(BpfInstruction.AND, mask, List.of()));
    }

    void jump(Label target) {
        items.add(new Item(BpfInstruction.JUMP, 0, List.of(target)));
    }

    void jumpIfEqual(int constant, Label ifTrue, Label ifFalse) {
        items.add(new Item(BpfInstruction.JUMP_EQUAL, constant, List.of(ifTrue, ifFalse)));
    }

    void jumpIfGreater(int constant, Label ifTrue, Label ifFalse) {
        items.add(new Item(BpfInstruction.JUMP_GREATER, constant, List.of(ifTrue, ifFalse)));
    }

    void jumpIfGreaterOrEqual(int constant, Label ifTrue, Label ifFalse) {
        items.add(new Item(BpfInstruction.JUMP_GREATER_OR_EQUAL, constant, List.of(ifTrue, ifFalse)));
    }

    void giveBack(Action action) {
        items.add(new Item(BpfInstruction.RETURN, action.returnValue(), List.of()));
    }

    /** Binds the label to what is added next. */
    void bind(Label label) {
        if (label.item >= 0) {
            throw new IllegalStateException("the label is bound already");
        }
        label.item = items.size();
    }

    /**
     * The finished filter.
     *
     * @throws ProfileException if it is longer than the kernel takes
     */
    BpfProgram assemble() {
        int[] positions = positions();
        while (widen(positions)) {
            positions = positions();
        }
        int length = positions[items.size()];
        if (length > BpfProgram.MAXIMUM_LENGTH) {
            throw new ProfileException("the profile makes a filter of " + length
                    + " instructions; the kernel takes at most " + BpfProgram.MAXIMUM_LENGTH);
        }
        List<BpfInstruction> instructions = new ArrayList<>(length);
        for (int index = 0; index < items.size(); index++) {
            emit(items.get(index), positions[index], positions, instructions);
        }
        return new BpfProgram(instructions);
    }

    /** Where each item begins; the last element is the length of the whole. */
    private int[] positions() {
        int[] positions = new int[items.size() + 1];
        for (int index = 0; index < items.size(); index++) {
            positions[index + 1] = positions[index] + items.get(index).length();
        }
        return positions;
    }

    /** Marks the conditional jumps that do not reach; tells whether there were new ones. */
    private boolean widen(int[] positions) {
        boolean changed = false;
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            if (item.targets.size() == 2) {
                boolean trueIsFar = item.trueIsFar || isFar(item.targets.get(0), positions[index], positions);
                boolean falseIsFar = item.falseIsFar || isFar(item.targets.get(1), positions[index], positions);
                changed |= trueIsFar != item.trueIsFar || falseIsFar != item.falseIsFar;
                item.trueIsFar = trueIsFar;
                item.falseIsFar = falseIsFar;
            }
        }
        return changed;
    }

    private static boolean isFar(Label target, int from, int[] positions) {
        return distance(target, from, positions) > BpfInstruction.MAXIMUM_CONDITIONAL_JUMP;
    }

    private static int distance(Label target, int from, int[] positions) {
        if (target.item < 0) {
            throw new IllegalStateException("a jump leads to a label that is not bound");
        }
        int distance = positions[target.item] - from - 1;
        if (distance < 0) {
            throw new IllegalStateException("a jump leads backwards");
        }
        return distance;
    }

    private static void emit(Item item, int position, int[] positions, List<BpfInstruction> instructions) {
        if (item.targets.isEmpty()) {
            instructions.add(new BpfInstruction(item.code, 0, 0, item.operand));
        } else if (item.targets.size() == 1) {
            instructions.add(jumpBy(distance(item.targets.get(0), position, positions)));
        } else {
            Label ifTrue = item.targets.get(0);
            Label ifFalse = item.targets.get(1);
            int jumpTrue = item.trueIsFar ? 0 : distance(ifTrue, position, positions);
            int jumpFalse = item.falseIsFar ? item.length() - 2 : distance(ifFalse, position, positions);
            instructions.add(new BpfInstruction(item.code, jumpTrue, jumpFalse, item.operand));
            if (item.trueIsFar) {
                instructions.add(jumpBy(distance(ifTrue, position + 1, positions)));
            }
            if (item.falseIsFar) {
                instructions.add(jumpBy(distance(ifFalse, position + item.length() - 1, positions)));
            }
        }
    }

    private static BpfInstruction jumpBy(int distance) {
        return new BpfInstruction(BpfInstruction.JUMP, 0, 0, distance);
    }
}
