package dev.sangja.web.output;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * How a piece of output looks: the select graphic rendition of ECMA-48, on our eight colours.
 *
 * @param foreground a colour's name, or the empty string
 * @param background a colour's name, or the empty string
 */
record AnsiStyle(
        boolean bold, boolean faint, boolean underline, boolean reverse, String foreground, String background) {
    static final AnsiStyle PLAIN = new AnsiStyle(false, false, false, false, "", "");

    private static final List<String> NAMES =
            List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

    /** The style after one SGR sequence with those parameters. */
    AnsiStyle apply(String parameters) {
        int[] codes = parameters.isEmpty()
                ? new int[] {0}
                : Arrays.stream(parameters.split("[;:]", -1))
                        .mapToInt(AnsiStyle::code)
                        .toArray();
        AnsiStyle style = this;
        for (int at = 0; at < codes.length; at++) {
            if (codes[at] == 38 || codes[at] == 48) {
                Extended extended = Extended.read(codes, at + 1);
                style = extended.name().isEmpty()
                        ? style
                        : codes[at] == 38 ? style.foreground(extended.name()) : style.background(extended.name());
                at += extended.used();
            } else {
                style = style.apply(codes[at]);
            }
        }
        return style;
    }

    private static int code(String digits) {
        return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
    }

    private AnsiStyle apply(int code) {
        if (code >= 30 && code <= 37) {
            return foreground(NAMES.get(code - 30));
        }
        if (code >= 40 && code <= 47) {
            return background(NAMES.get(code - 40));
        }
        if (code >= 90 && code <= 97) {
            return foreground(NAMES.get(code - 90));
        }
        if (code >= 100 && code <= 107) {
            return background(NAMES.get(code - 100));
        }
        return switch (code) {
            case 0 -> PLAIN;
            case 1 -> new AnsiStyle(true, faint, underline, reverse, foreground, background);
            case 2 -> new AnsiStyle(bold, true, underline, reverse, foreground, background);
            case 4 -> new AnsiStyle(bold, faint, true, reverse, foreground, background);
            case 7 -> new AnsiStyle(bold, faint, underline, true, foreground, background);
            case 22 -> new AnsiStyle(false, false, underline, reverse, foreground, background);
            case 24 -> new AnsiStyle(bold, faint, false, reverse, foreground, background);
            case 27 -> new AnsiStyle(bold, faint, underline, false, foreground, background);
            case 39 -> foreground("");
            case 49 -> background("");
            default -> this;
        };
    }

    private AnsiStyle foreground(String name) {
        return new AnsiStyle(bold, faint, underline, reverse, name, background);
    }

    private AnsiStyle background(String name) {
        return new AnsiStyle(bold, faint, underline, reverse, foreground, name);
    }

    /** The classes that the styles know. */
    String classes() {
        StringJoiner classes = new StringJoiner(" ");
        if (bold) {
            classes.add("b");
        }
        if (faint) {
            classes.add("f");
        }
        if (underline) {
            classes.add("u");
        }
        if (reverse) {
            classes.add("v");
        }
        if (!foreground.isEmpty()) {
            classes.add("c-" + foreground);
        }
        if (!background.isEmpty()) {
            classes.add("g-" + background);
        }
        return classes.toString();
    }

    /** A colour of the 256 or of the 16 million, as the nearest of the eight, and how many codes it took. */
    private record Extended(String name, int used) {
        static Extended read(int[] codes, int at) {
            if (at + 1 < codes.length && codes[at] == 5) {
                return new Extended(ofPalette(codes[at + 1]), 2);
            }
            if (at + 3 < codes.length && codes[at] == 2) {
                return new Extended(nearest(codes[at + 1], codes[at + 2], codes[at + 3]), 4);
            }
            return new Extended("", codes.length - at);
        }

        /** 16 named colours, a cube of 6 by 6 by 6, and 24 greys. */
        private static String ofPalette(int index) {
            if (index < 16) {
                return NAMES.get(index % 8);
            }
            if (index >= 232) {
                return index < 244 ? "black" : "white";
            }
            int cube = index - 16;
            return nearest(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
        }

        private static int level(int part) {
            return part == 0 ? 0 : 55 + part * 40;
        }

        private static String nearest(int red, int green, int blue) {
            int most = Math.max(red, Math.max(green, blue));
            int least = Math.min(red, Math.min(green, blue));
            if (most - least < 40) {
                return most < 128 ? "black" : "white";
            }
            double middle = (most + least) / 2.0;
            return NAMES.get((red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0));
        }
    }
}
