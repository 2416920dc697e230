package dev.sangja.web.text;

import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a page speaks: one language, one time zone. Immutable and safe for use by several threads.
 *
 * <p>Keys are those of {@code /texts/web.ko.yaml} and {@code /texts/web.en.yaml}, which hold the same ones; their
 * notation is that of {@link dev.sangja.lessons.text.Template}.
 */
public final class Words {
    private static final Map<Language, Texts> CATALOGUES = catalogues();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
    private static final String LETTERS = "가나다라마바사아자차카타파하";

    private final Language language;
    private final ZoneId zone;
    private final Texts texts;

    private Words(Language language, ZoneId zone, Texts texts) {
        this.language = language;
        this.zone = zone;
        this.texts = texts;
    }

    /** The words of that language, with moments shown in that zone. */
    @SuppressWarnings("NullAway") // The map holds every language.
    public static Words in(Language language, ZoneId zone) {
        return new Words(language, zone, CATALOGUES.get(language));
    }

    private static Map<Language, Texts> catalogues() {
        Map<Language, Texts> catalogues = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            catalogues.put(language, Texts.load("web", language));
        }
        return Collections.unmodifiableMap(catalogues);
    }

    public Language language() {
        return language;
    }

    public ZoneId zone() {
        return zone;
    }

    /**
     * The sentence of that key, with its blanks filled.
     *
     * @param values names and values by turns: {@code say("steps.here", "step", 3, "count", 9)}
     */
    public String say(String key, Object... values) {
        Map<String, String> named = new HashMap<>();
        for (int at = 0; at + 1 < values.length; at += 2) {
            named.put(String.valueOf(values[at]), String.valueOf(values[at + 1]));
        }
        return texts.say(key, named);
    }

    /** The texts that scripts need, by key without the prefix {@code js.}; scripts fill their blanks. */
    public Map<String, String> forScripts() {
        Map<String, String> found = new TreeMap<>();
        for (String key : texts.keys()) {
            if (key.startsWith("js.")) {
                texts.find(key).ifPresent(template -> found.put(key.substring("js.".length()), template.toString()));
            }
        }
        return found;
    }

    /** A moment as {@code 14:02:11}. */
    public String time(Instant moment) {
        return TIME.format(moment.atZone(zone));
    }

    /** A moment as {@code 14:02}. */
    public String minute(Instant moment) {
        return MINUTE.format(moment.atZone(zone));
    }

    /** A moment's day as {@code 2026-11-20}. */
    public String day(Instant moment) {
        return DAY.format(moment.atZone(zone));
    }

    /** A moment as {@code 2026-11-20 14:02:11.384}. */
    public String stamp(Instant moment) {
        return STAMP.format(moment.atZone(zone));
    }

    /** A moment as {@code 14:02:11.384612}. */
    public String micros(Instant moment) {
        return MICROS.format(moment.atZone(zone));
    }

    /** A span in whole minutes, at least one. */
    public String minutes(Duration span) {
        return say("span.minutes", "count", Math.max(1, span.toMinutes()));
    }

    /** The letter of the cell with that index, from 0: 가, 나, 다 or a, b, c; after the last letter, numbers. */
    public String letter(int index) {
        int count = language == Language.KO ? LETTERS.length() : 26;
        if (index >= count) {
            return Integer.toString(index + 1);
        }
        return language == Language.KO ? LETTERS.substring(index, index + 1) : Character.toString((char) ('a' + index));
    }
}
