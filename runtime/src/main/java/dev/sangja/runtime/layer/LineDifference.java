package dev.sangja.runtime.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shortest way from one list of lines to another, by E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations" (1986). Bounded: texts that differ in more than {@link #MOST_EDITS} lines are given as wholly replaced.
 */
final class LineDifference {
    /** Time and memory grow with the square of it. */
    private static final int MOST_EDITS = 1000;

    private final int[] before;
    private final int[] after;

    private LineDifference(int[] before, int[] after) {
        this.before = before;
        this.after = after;
    }

    /** What becomes of a line. */
    enum Edit {
        KEEP,
        REMOVE,
        ADD
    }

    /** The edits in order: each KEEP takes a line of both, each REMOVE one of the first, each ADD one of the second. */
    static List<Edit> between(List<String> before, List<String> after) {
        Map<String, Integer> numbers = new HashMap<>();
        return new LineDifference(numbered(before, numbers), numbered(after, numbers)).solve();
    }

    private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
        int[] result = new int[lines.size()];
        for (int i = 0; i < result.length; i++) {
            Integer known = numbers.putIfAbsent(lines.get(i), numbers.size());
            result[i] = known == null ? numbers.size() - 1 : known;
        }
        return result;
    }

    private List<Edit> solve() {
        int same = 0;
        while (same < before.length && same < after.length && before[same] == after[same]) {
            same++;
        }
        int end = 0;
        while (end < before.length - same
                && end < after.length - same
                && before[before.length - 1 - end] == after[after.length - 1 - end]) {
            end++;
        }
        List<Edit> edits = new ArrayList<>(Collections.nCopies(same, Edit.KEEP));
        edits.addAll(new LineDifference(
                        Arrays.copyOfRange(before, same, before.length - end),
                        Arrays.copyOfRange(after, same, after.length - end))
                .middle());
        edits.addAll(Collections.nCopies(end, Edit.KEEP));
        return edits;
    }

    private List<Edit> middle() {
        int most = Math.min(before.length + after.length, MOST_EDITS);
        // reach[k + most]: how far along before the best path on diagonal k = x - y has come.
        int[] reach = new int[2 * most + 2];
        List<int[]> rounds = new ArrayList<>();
        for (int edits = 0; edits <= most; edits++) {
            rounds.add(Arrays.copyOfRange(reach, most - edits, most + edits + 1));
            for (int k = -edits; k <= edits; k += 2) {
                boolean down = k == -edits || (k != edits && reach[k - 1 + most] < reach[k + 1 + most]);
                int x = down ? reach[k + 1 + most] : reach[k - 1 + most] + 1;
                while (x < before.length && x - k < after.length && before[x] == after[x - k]) {
                    x++;
                }
                reach[k + most] = x;
                if (x >= before.length && x - k >= after.length) {
                    return walkBack(rounds);
                }
            }
        }
        List<Edit> replaced = new ArrayList<>(Collections.nCopies(before.length, Edit.REMOVE));
        replaced.addAll(Collections.nCopies(after.length, Edit.ADD));
        return replaced;
    }

    private List<Edit> walkBack(List<int[]> rounds) {
        List<Edit> edits = new ArrayList<>();
        int x = before.length;
        int y = after.length;
        for (int round = rounds.size() - 1; round > 0; round--) {
            int[] reach = rounds.get(round);
            int k = x - y;
            boolean down = k == -round || (k != round && reach[k - 1 + round] < reach[k + 1 + round]);
            int fromX = reach[(down ? k + 1 : k - 1) + round];
            int fromY = fromX - (down ? k + 1 : k - 1);
            for (; x > fromX && y > fromY && x > (down ? fromX : fromX + 1); x--, y--) {
                edits.add(Edit.KEEP);
            }
            edits.add(down ? Edit.ADD : Edit.REMOVE);
            x = fromX;
            y = fromY;
        }
        edits.addAll(Collections.nCopies(x, Edit.KEEP));
        Collections.reverse(edits);
        return edits;
    }
}
