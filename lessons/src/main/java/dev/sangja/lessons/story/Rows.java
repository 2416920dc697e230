package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the entries of a phase into rows: the first of a kind each have their own, the later ones share one. */
final class Rows {
    private static final int OWN_ROWS = 6;

    private Rows() {}

    static List<List<JournalEntry>> of(List<Deed> deeds) {
        List<List<JournalEntry>> rows = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        Map<String, List<JournalEntry>> shared = new HashMap<>();
        for (Deed deed : deeds) {
            String kind = kind(deed);
            int before = seen.merge(kind, 1, Integer::sum) - 1;
            List<JournalEntry> common = shared.get(kind);
            if (common != null) {
                common.add(deed.entry());
                continue;
            }
            List<JournalEntry> row = new ArrayList<>(List.of(deed.entry()));
            rows.add(row);
            if (before >= ownRows(kind)) {
                shared.put(kind, row);
            }
        }
        return rows;
    }

    private static String kind(Deed deed) {
        String operation = deed.name().equals("prctl") ? Privilege.operation(deed) : "";
        return deed.name() + ":" + operation + ":" + deed.errno().orElse("");
    }

    /** One capability is dropped like the other. */
    private static int ownRows(String kind) {
        return kind.startsWith("prctl:PR_CAPBSET_DROP:") ? 0 : OWN_ROWS;
    }
}
