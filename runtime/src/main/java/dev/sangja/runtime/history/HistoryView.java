package dev.sangja.runtime.history;

import java.util.List;

/**
 * A machine's history as it is now.
 *
 * @param head the number of the state that the files were last known to be in
 * @param states by rising number
 * @param bytes what all of them take
 * @param limits what they may take
 */
public record HistoryView(int head, List<HistoryState> states, long bytes, HistoryLimits limits) {
    public HistoryView {
        states = List.copyOf(states);
    }
}
