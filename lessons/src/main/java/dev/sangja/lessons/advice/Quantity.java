package dev.sangja.lessons.advice;

import dev.sangja.lessons.text.Language;
import java.text.NumberFormat;
import java.util.Locale;

/** A bound with its unit, as a person writes it. */
final class Quantity {
    private static final double KIBI = 1024;

    private Quantity() {}

    static String shown(double value, String unit, Language language) {
        return switch (unit) {
            case "bytes" -> bytes(value);
            case "seconds" -> number(value) + (language == Language.KO ? "초" : " s");
            case "cores" -> number(value) + (language == Language.KO ? "코어" : value == 1 ? " core" : " cores");
            case "processes" -> language == Language.KO ? number(value) + "개" : number(value);
            case "files" -> language == Language.KO ? number(value) + "개" : number(value);
            default -> number(value) + " " + unit;
        };
    }

    private static String bytes(double value) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double scaled = value;
        int unit = 0;
        while (scaled >= KIBI && unit < units.length - 1) {
            scaled /= KIBI;
            unit++;
        }
        return number(scaled) + " " + units[unit];
    }

    private static String number(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMaximumFractionDigits(2);
        return format.format(value);
    }
}
