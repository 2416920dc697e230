package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.linux.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class BpfAssemblerTest {
    private static final Action REFUSED = Action.errno(1);

    @Test
    void encodesInstructionsAsTheKernelsStructure() {
        BpfAssembler assembler = new BpfAssembler();
        BpfAssembler.Label allow = new BpfAssembler.Label();
        BpfAssembler.Label refuse = new BpfAssembler.Label();
        assembler.load(SeccompData.NUMBER_OFFSET);
        assembler.jumpIfEqual(83, refuse, allow);
        assembler.bind(allow);
        assembler.giveBack(Action.ALLOW);
        assembler.bind(refuse);
        assembler.giveBack(REFUSED);

        ByteBuffer bytes = ByteBuffer.wrap(assembler.assemble().encode()).order(ByteOrder.nativeOrder());

        assertThat(bytes.remaining()).isEqualTo(4 * 8);
        assertThat(bytes.getShort(8)).isEqualTo((short) 0x15);
        assertThat(bytes.get(10)).as("jt").isEqualTo((byte) 1);
        assertThat(bytes.get(11)).as("jf").isEqualTo((byte) 0);
        assertThat(bytes.getInt(12)).isEqualTo(83);
        assertThat(bytes.getInt(20)).isEqualTo(0x7fff0000);
        assertThat(bytes.getInt(28)).isEqualTo(0x00050001);
    }

    @Test
    void reachesLabelsFartherThanAConditionalJump() {
        for (int filling : List.of(0, 1, 252, 253, 254, 255, 256, 257, 1000, 4000)) {
            BpfProgram program = jumpOver(filling);
            assertThat(answer(program, 1)).as("true over " + filling).isEqualTo(Action.ALLOW);
            assertThat(answer(program, 2)).as("false over " + filling).isEqualTo(REFUSED);
        }
    }

    @Test
    void addsAStepOnlyWhereAJumpDoesNotReach() {
        assertThat(jumpOver(254).length()).isEqualTo(258);
        assertThat(jumpOver(255).length())
                .as("the step for one target moves the other out of reach")
                .isEqualTo(255 + 6);
        assertThat(jumpOver(1000).length()).isEqualTo(1000 + 6);
    }

    /** A jump to two returns that lie behind so many instructions. */
    private static BpfProgram jumpOver(int filling) {
        BpfAssembler assembler = new BpfAssembler();
        BpfAssembler.Label allow = new BpfAssembler.Label();
        BpfAssembler.Label refuse = new BpfAssembler.Label();
        assembler.load(SeccompData.NUMBER_OFFSET);
        assembler.jumpIfEqual(1, allow, refuse);
        for (int index = 0; index < filling; index++) {
            assembler.load(SeccompData.ARCHITECTURE_OFFSET);
        }
        assembler.bind(allow);
        assembler.giveBack(Action.ALLOW);
        assembler.bind(refuse);
        assembler.giveBack(REFUSED);
        return assembler.assemble();
    }

    private static Action answer(BpfProgram program, int number) {
        return program.evaluate(SeccompData.of(Architecture.X86_64, number));
    }

    @Test
    void refusesWhatTheKernelWouldRefuse() {
        assertThatThrownBy(() -> jumpOver(4096))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("4102 instructions")
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> new BpfProgram(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BpfProgram(List.of(new BpfInstruction(BpfInstruction.LOAD, 0, 0, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("past the end");
    }

    @Test
    void refusesJumpsThatLeadNowhereOrBack() {
        BpfAssembler unbound = new BpfAssembler();
        unbound.jump(new BpfAssembler.Label());
        assertThatThrownBy(unbound::assemble).isInstanceOf(IllegalStateException.class);

        BpfAssembler backwards = new BpfAssembler();
        BpfAssembler.Label start = new BpfAssembler.Label();
        backwards.bind(start);
        backwards.load(0);
        backwards.jump(start);
        assertThatThrownBy(backwards::assemble)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backwards");
        assertThatThrownBy(() -> backwards.bind(start)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void disassemblesIntoNumberedLines() {
        assertThat(jumpOver(0).disassemble()).isEqualTo("""
                        0: ld [0]
                        1: jeq #0x1, 2, 3
                        2: ret #0x7fff0000 ; SCMP_ACT_ALLOW
                        3: ret #0x50001 ; SCMP_ACT_ERRNO(1)""");
    }
}
