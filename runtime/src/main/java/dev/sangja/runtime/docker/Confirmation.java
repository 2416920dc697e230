package dev.sangja.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks the learner before something is removed that was not named. */
final class Confirmation {
    private static final int LONGEST_ANSWER = 100;

    private Confirmation() {}

    /**
     * Returns if the answer is yes.
     *
     * @param which what will be removed
     * @param command that is given up otherwise, such as {@code volume prune}
     */
    static void require(String which, String command, Invocation call) {
        call.out().print("WARNING! This will remove " + which + "\nAre you sure you want to continue? [y/N] ");
        if (!answer(call.streams().input()).strip().toLowerCase(Locale.ROOT).equals("y")) {
            throw new VerbFailure(command + " has been cancelled", 1);
        }
    }

    private static String answer(InputStream in) {
        byte[] answer = new byte[LONGEST_ANSWER];
        int length = 0;
        try {
            int next = in.read();
            while (next >= 0 && next != '\n' && length < answer.length) {
                answer[length++] = (byte) next;
                next = in.read();
            }
        } catch (IOException gone) {
            return "";
        }
        return new String(answer, 0, length, StandardCharsets.UTF_8);
    }
}
