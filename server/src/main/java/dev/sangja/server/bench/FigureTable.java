package dev.sangja.server.bench;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.docker.format.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Figures as an aligned table for a terminal. Immutable. */
public final class FigureTable {
    private static final String NOTHING = "-";
    private static final String GAP = "  ";
    /** The columns of names, which are aligned at their left; numbers are aligned at their right. */
    private static final List<Boolean> LEFT = List.of(true, true, false, true, false, false, false, true);

    private final Language language;

    public FigureTable(Language language) {
        this.language = language;
    }

    /** The lines of the table, with a heading. */
    public List<String> lines(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading());
        figures.forEach(figure -> rows.add(row(figure)));
        return aligned(rows);
    }

    private List<String> heading() {
        return switch (language) {
            case KO -> List.of("벤치", "무엇", "상자", "상대", "상대의 값", "비율", "한계", "지켜짐");
            case EN -> List.of("BENCH", "WHAT", "OURS", "PEER", "PEER'S", "RATIO", "BOUND", "HOLDS");
        };
    }

    private List<String> row(Figure figure) {
        Measurement measured = figure.measurement();
        String what = switch (language) {
            case KO -> figure.korean();
            case EN -> figure.english();
        };
        return List.of(
                measured.bench(),
                what,
                value(measured.ours(), measured.unit()),
                measured.peer().orElse(NOTHING),
                measured.peer().isPresent() ? peerValue(measured) : NOTHING,
                number(measured.ratio()),
                bound(measured),
                holds(measured.holds()));
    }

    private String peerValue(Measurement measured) {
        if (measured.peerValue().isPresent()) {
            return value(measured.peerValue().getAsDouble(), measured.unit());
        }
        return switch (language) {
            case KO -> "없음";
            case EN -> "absent";
        };
    }

    private static String bound(Measurement measured) {
        if (measured.bound().isEmpty()) {
            return NOTHING;
        }
        double bound = measured.bound().getAsDouble();
        return measured.peer().isPresent()
                ? String.format(Locale.ROOT, "≤ %.2f", bound)
                : String.format(Locale.ROOT, "≤ %.0f %s", bound, measured.unit());
    }

    private String holds(Optional<Boolean> holds) {
        if (holds.isEmpty()) {
            return NOTHING;
        }
        return switch (language) {
            case KO -> holds.get() ? "예" : "아니요";
            case EN -> holds.get() ? "yes" : "NO";
        };
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }

    private static String value(double value, String unit) {
        return String.format(Locale.ROOT, "%.2f %s", value, unit);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = LEFT.size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String text = row.get(column);
            String padded = LEFT.get(column)
                    ? DisplayWidth.pad(text, widths[column])
                    : " ".repeat(widths[column] - DisplayWidth.of(text)) + text;
            line.append(column == 0 ? "" : GAP).append(padded);
        }
        return line.toString().stripTrailing();
    }
}
