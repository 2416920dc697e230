package dev.sangja.runtime.history;

import java.util.List;

/**
 * How a return to a state went.
 *
 * @param asked the state that was to be returned to
 * @param head the state that the files are in now: the same, or a new one if something could not be brought back
 * @param left the state that was left, from which one can come back
 * @param restored how many paths were changed back
 * @param unrestored what could not be brought back, the first hundred
 * @param further how many further paths could not
 */
public record ReturnReport(int asked, int head, int left, int restored, List<Unrestored> unrestored, int further) {
    public ReturnReport {
        unrestored = List.copyOf(unrestored);
    }
}
