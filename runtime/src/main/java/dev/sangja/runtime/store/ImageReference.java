package dev.sangja.runtime.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's name: {@code lab/base:1}, {@code registry.lab:5000/me/shop:2.0}. Without a tag, {@code latest} is meant.
 * Source: the grammar of github.com/distribution/reference.
 *
 * @param repository everything before the tag
 * @param tag everything after the last colon
 */
public record ImageReference(String repository, String tag) implements Comparable<ImageReference> {
    private static final String HOST = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String DOMAIN = HOST + "(?:\\." + HOST + ")*(?::[0-9]{1,5})?";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY =
            Pattern.compile("(?:" + DOMAIN + "/)?" + COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern WITH_TAG = Pattern.compile("(.*):([^:/]*)");
    private static final int LONGEST = 255;

    public ImageReference {
        if (repository.length() > LONGEST) {
            throw new IllegalArgumentException("repository name must not be more than 255 characters");
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            boolean lower = REPOSITORY
                    .matcher(repository.toLowerCase(java.util.Locale.ROOT))
                    .matches();
            throw new IllegalArgumentException(
                    lower ? "invalid reference format: repository name must be lowercase" : "invalid reference format");
        }
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("invalid reference format");
        }
    }

    /** Reads a name as a user writes it; {@link IllegalArgumentException} with Docker's words if it is none. */
    public static ImageReference parse(String text) {
        if (text.length() > 2 * LONGEST) {
            throw new IllegalArgumentException("repository name must not be more than 255 characters");
        }
        Matcher tagged = WITH_TAG.matcher(text);
        return tagged.matches()
                ? new ImageReference(tagged.group(1), tagged.group(2))
                : new ImageReference(text, "latest");
    }

    @Override
    public int compareTo(ImageReference other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
