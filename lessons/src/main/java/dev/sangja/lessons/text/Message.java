package dev.sangja.lessons.text;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places for measured facts, such as {@code {p.pid}}, in every language, as a page and as a script
 * needs it.
 *
 * @param html markup that is safe to place in a page; facts are escaped as they are put in
 * @param plain the same without markup
 */
public record Message(Localized html, Localized plain) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z][A-Za-z0-9]*(?:\\.[a-z][A-Za-z]*)?)}");

    /** What stands where a fact was not measured. */
    private static final String UNKNOWN = "–";

    public Message {
        requireNonNull(html, "html");
        requireNonNull(plain, "plain");
    }

    /** The sentence as markup, with those facts put in. */
    public String html(Language language, Map<String, String> facts) {
        return PLACE.matcher(html.in(language))
                .replaceAll(place -> Matcher.quoteReplacement(escape(fact(facts, place.group(1)))));
    }

    /** The sentence as plain text, with those facts put in. */
    public String plain(Language language, Map<String, String> facts) {
        return PLACE.matcher(plain.in(language))
                .replaceAll(place -> Matcher.quoteReplacement(fact(facts, place.group(1))));
    }

    /** The names of the facts that the sentence has places for, in that language. */
    public Set<String> places(Language language) {
        Set<String> names = new LinkedHashSet<>();
        PLACE.matcher(plain.in(language)).results().forEach(place -> names.add(place.group(1)));
        return names;
    }

    private static String fact(Map<String, String> facts, String name) {
        return facts.getOrDefault(name, UNKNOWN);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
