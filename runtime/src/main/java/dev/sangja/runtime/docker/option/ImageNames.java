package dev.sangja.runtime.docker.option;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The grammar of image names; see reference.go of the package distribution/reference. */
public final class ImageNames {
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+";
    private static final String DOMAIN = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\\d{1,5})?/)?";
    private static final String TAG = "(?::\\w[\\w.-]{0,127})?";
    private static final String DIGEST = "(?:@[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,128})?";
    private static final Pattern NAME = Pattern.compile(DOMAIN + PART + "(?:/" + PART + ")*+" + TAG + DIGEST);
    private static final Pattern BARE_ID = Pattern.compile("sha256:[0-9a-f]{1,64}");
    private static final int LONGEST = 512;

    private ImageNames() {}

    /** Docker's message about a name that no image can have; empty if one can. */
    public static Optional<String> problem(String name) {
        if (name.length() > LONGEST) {
            return Optional.of("invalid reference format: repository name must not be more than 255 characters");
        }
        if (NAME.matcher(name).matches() || BARE_ID.matcher(name).matches()) {
            return Optional.empty();
        }
        if (NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(
                    "invalid reference format: repository name (" + repository(name) + ") must be lowercase");
        }
        return Optional.of("invalid reference format");
    }

    /** The repository as Docker shows it: without a registry's host, and with {@code library/} for a bare name. */
    private static String repository(String name) {
        String withoutDigest = name.replaceFirst("@.*", "");
        int colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
        String untagged = colon < 0 ? withoutDigest : withoutDigest.substring(0, colon);
        int slash = untagged.indexOf('/');
        if (slash < 0) {
            return "library/" + untagged;
        }
        String first = untagged.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? untagged.substring(slash + 1) : untagged;
    }
}
