package dev.sangja.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AcknowledgementTest {
    private static byte[] error(int error, int flags, String explanation) {
        byte[] text = (explanation + "\0").getBytes(StandardCharsets.US_ASCII);
        int padded = (text.length + 3) & ~3;
        int length = 36 + (explanation.isEmpty() ? 0 : 4 + padded);
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        buffer.putInt(length)
                .putShort((short) 2)
                .putShort((short) flags)
                .putInt(7)
                .putInt(0);
        buffer.putInt(-error)
                .putInt(32)
                .putShort((short) 16)
                .putShort((short) 5)
                .putInt(7)
                .putInt(0);
        if (!explanation.isEmpty()) {
            buffer.putShort((short) (4 + text.length)).putShort((short) 1).put(text);
        }
        return buffer.array();
    }

    @Test
    void tellsWhatWasDoneFromWhatWasRefused() {
        byte[] done = error(0, 0x100, "");
        byte[] refused = error(17, 0x100, "");

        assertThat(Acknowledgement.decode(done, done.length)).contains(new Acknowledgement(7, Optional.empty(), "", 0));
        assertThat(Acknowledgement.decode(refused, refused.length))
                .contains(new Acknowledgement(7, Optional.of(Errno.EEXIST), "", 0));
    }

    @Test
    void carriesTheKernelsExplanation() {
        byte[] refused = error(22, 0x300, "Invalid MAC address");

        assertThat(Acknowledgement.decode(refused, refused.length))
                .map(Acknowledgement::explanation)
                .contains("Invalid MAC address");
    }

    @Test
    void believesNoLengthThatTheBytesDoNotBearOut() {
        byte[] refused = error(22, 0x300, "Invalid MAC address");
        refused[36] = (byte) 0xff;

        assertThat(Acknowledgement.decode(refused, refused.length))
                .map(Acknowledgement::explanation)
                .contains("");
        assertThat(Acknowledgement.decode(refused, 20)).isEmpty();
    }
}
