package dev.sangja.runtime.seccomp;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first two numbers of a kernel's release.
 *
 * @param major as in {@code 6.1.0-44-amd64}: 6
 * @param minor as in {@code 6.1.0-44-amd64}: 1
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(?!\\d).*", Pattern.DOTALL);
    private static final Comparator<KernelVersion> ORDER =
            Comparator.comparingInt(KernelVersion::major).thenComparingInt(KernelVersion::minor);

    /** The version that a text such as {@code 4.8} or a release of uname(2) begins with. */
    public static Optional<KernelVersion> parse(String text) {
        Matcher matcher = RELEASE.matcher(text);
        return matcher.matches()
                ? Optional.of(new KernelVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** The running kernel's. */
    public static KernelVersion running() {
        String release = System.getProperty("os.version");
        return parse(release)
                .orElseThrow(() -> new IllegalStateException("this kernel's release is no version: " + release));
    }

    @Override
    public int compareTo(KernelVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
