package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LineDifferenceTest {
    @Test
    void findsTheExampleOfThePaper() {
        List<LineDifference.Edit> edits = LineDifference.between(letters("ABCABBA"), letters("CBABAC"));
        assertThat(edits.stream().filter(edit -> edit != LineDifference.Edit.KEEP))
                .hasSize(5);
        assertThat(replay(letters("ABCABBA"), letters("CBABAC"), edits)).isEqualTo(letters("CBABAC"));
    }

    @Test
    void turnsAnyTextIntoAnyOtherWithNoMoreEditsThanTheShortestWayNeeds() {
        Random random = new Random(6);
        for (int round = 0; round < 500; round++) {
            List<String> before = randomLines(random);
            List<String> after = randomLines(random);
            List<LineDifference.Edit> edits = LineDifference.between(before, after);
            assertThat(replay(before, after, edits)).isEqualTo(after);
            long changes = edits.stream()
                    .filter(edit -> edit != LineDifference.Edit.KEEP)
                    .count();
            assertThat(changes).isEqualTo(before.size() + after.size() - 2L * longestCommon(before, after));
        }
    }

    @Test
    @Timeout(5)
    void replacesWholeTextsThatHaveNothingInCommon() {
        List<String> before = IntStream.range(0, 20_000).mapToObj(i -> "a" + i).toList();
        List<String> after = IntStream.range(0, 20_000).mapToObj(i -> "b" + i).toList();
        List<LineDifference.Edit> edits = LineDifference.between(before, after);
        assertThat(replay(before, after, edits)).isEqualTo(after);
    }

    private static List<String> letters(String text) {
        return text.chars().mapToObj(Character::toString).toList();
    }

    private static List<String> randomLines(Random random) {
        return random.ints(random.nextInt(25), 0, 4).mapToObj(Integer::toString).toList();
    }

    private static List<String> replay(List<String> before, List<String> after, List<LineDifference.Edit> edits) {
        List<String> result = new ArrayList<>();
        int x = 0;
        int y = 0;
        for (LineDifference.Edit edit : edits) {
            if (edit == LineDifference.Edit.KEEP) {
                assertThat(before.get(x)).isEqualTo(after.get(y));
            }
            if (edit != LineDifference.Edit.REMOVE) {
                result.add(after.get(y++));
            }
            x += edit == LineDifference.Edit.ADD ? 0 : 1;
        }
        assertThat(x).isEqualTo(before.size());
        return Collections.unmodifiableList(result);
    }

    private static int longestCommon(List<String> one, List<String> other) {
        int[][] length = new int[one.size() + 1][other.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                length[i][j] = one.get(i - 1).equals(other.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[one.size()][other.size()];
    }
}
