package dev.sangja.runtime.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of the past, as it lies in one file. Immutable.
 *
 * @param current the state that the files were last known to be in; 0 if none was recorded yet
 * @param wanted the state to go back to at the machine's next start; 0 for none
 * @param states by rising number
 */
record HistoryRecord(long current, long wanted, long last, List<FileState> states) {
    HistoryRecord {
        states = List.copyOf(states);
    }

    static HistoryRecord empty() {
        return new HistoryRecord(0, 0, 0, List.of());
    }

    Optional<FileState> find(long number) {
        return states.stream().filter(state -> state.number() == number).findFirst();
    }

    /** With one state more, which the files are in. */
    HistoryRecord with(FileState state, int most) {
        List<FileState> all = new ArrayList<>(states);
        all.add(state);
        while (all.size() > most) {
            all.remove(0);
        }
        return new HistoryRecord(state.number(), wanted, state.number(), all);
    }

    HistoryRecord wanting(long number) {
        return new HistoryRecord(current, number, last, states);
    }

    HistoryRecord at(long number) {
        return new HistoryRecord(number, 0, last, states);
    }

    HistoryRecord replacing(FileState changed) {
        return new HistoryRecord(
                current,
                wanted,
                last,
                states.stream()
                        .map(state -> state.number() == changed.number() ? changed : state)
                        .toList());
    }
}
