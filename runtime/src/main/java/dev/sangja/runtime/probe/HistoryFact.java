package dev.sangja.runtime.probe;

import dev.sangja.runtime.history.FileState;
import java.util.List;

/**
 * The states that a machine's files have been in.
 *
 * @param current the state that they were last known to be in
 * @param refusal why the way back that was asked for could not be taken when the machine started; empty if it could
 * @param states oldest first
 */
public record HistoryFact(long current, String refusal, List<FileState> states) {
    public HistoryFact {
        states = List.copyOf(states);
    }
}
