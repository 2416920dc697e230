package dev.sangja.runtime.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kernel's struct termios as bytes: four words of flags, the line discipline, the control characters. */
final class TerminalSettings {
    /** asm-generic/termbits.h: four 32-bit words, c_line, and NCCS = 19 control characters. */
    static final int BYTES = 36;

    // asm-generic/termbits-common.h and termbits.h, in octal as there.
    private static final int INPUT_OFF = 01 | 02 | 010 | 040 | 0100 | 0200 | 0400 | 02000; // IGNBRK ... IXON
    private static final int OPOST = 01;
    private static final int LOCAL_OFF = 0100000 | 010 | 0100 | 02 | 01; // IEXTEN ECHO ECHONL ICANON ISIG
    private static final int CSIZE_AND_PARITY = 060 | 0400;
    private static final int CS8 = 060;
    private static final int CONTROL_CHARACTERS = 17;
    private static final int VTIME = 5;
    private static final int VMIN = 6;

    private TerminalSettings() {}

    /** The same settings in raw mode, as cfmakeraw(3) makes them: a read returns as soon as one byte is there. */
    static byte[] raw(byte[] settings) {
        ByteBuffer raw = ByteBuffer.wrap(settings.clone()).order(ByteOrder.nativeOrder());
        raw.putInt(0, raw.getInt(0) & ~INPUT_OFF);
        raw.putInt(4, raw.getInt(4) & ~OPOST);
        raw.putInt(8, (raw.getInt(8) & ~CSIZE_AND_PARITY) | CS8);
        raw.putInt(12, raw.getInt(12) & ~LOCAL_OFF);
        raw.put(CONTROL_CHARACTERS + VTIME, (byte) 0);
        raw.put(CONTROL_CHARACTERS + VMIN, (byte) 1);
        return raw.array();
    }
}
