package dev.sangja.web.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names and finds the files that pages ask for.
 *
 * <p>Our own files have addresses {@code /assets/VERSION/…}, where the version is a digest of all of them; relative
 * imports between modules stay inside it. Third-party files have addresses {@code /vendor/NAME-VERSION/…}. Immutable
 * and safe for use by several threads.
 */
public final class Assets {
    private static final String ROOT = "/public/";
    private static final Pattern OWN = Pattern.compile("/assets/([0-9a-f]{1,64})/([A-Za-z0-9._/-]+)");
    private static final Pattern VENDOR =
            Pattern.compile("/vendor/([A-Za-z0-9-]+-[0-9][A-Za-z0-9._-]*/[A-Za-z0-9._/-]+)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "LICENSE", "text/plain; charset=utf-8");

    private final String version;
    private final Set<String> files;
    private final Properties names;

    private Assets(Properties names) {
        this.names = names;
        this.version = named("version");
        this.files = Set.copyOf(List.of(named("files").split(",")));
    }

    /**
     * Reads the list of files that the build wrote.
     *
     * @throws IllegalStateException if the build did not put it on the class path
     */
    public static Assets load() {
        Properties names = new Properties();
        try (InputStream stream = Assets.class.getResourceAsStream(ROOT + "assets.properties")) {
            if (stream == null) {
                throw new IllegalStateException("public/assets.properties is not on the class path: run web/build.mjs");
            }
            names.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Assets(names);
    }

    /** The address of one of our own files, such as {@code css/base.css}. */
    public String own(String name) {
        if (!files.contains(name)) {
            throw new IllegalArgumentException("no such file: " + name);
        }
        return "/assets/" + version + "/" + name;
    }

    /** The address of a third-party file: {@code editor}, {@code terminal}, {@code terminal.style}, {@code font}… */
    public String vendor(String name) {
        return "/vendor/" + named(name);
    }

    /** The names of all our own files. */
    public Set<String> names() {
        return files;
    }

    /** What stands at that address, if it is one of ours. */
    public Optional<Asset> find(String path) {
        Matcher own = OWN.matcher(path);
        if (own.matches()) {
            String name = own.group(2);
            return files.contains(name) ? read(name, own.group(1).equals(version)) : Optional.empty();
        }
        Matcher vendor = VENDOR.matcher(path);
        boolean inside = vendor.matches() && !path.contains("..");
        return inside ? read("vendor/" + vendor.group(1), true) : Optional.empty();
    }

    private static Optional<Asset> read(String name, boolean immutable) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream stream = Assets.class.getResourceAsStream(ROOT + name)) {
            return stream == null ? Optional.empty() : Optional.of(new Asset(type, stream.readAllBytes(), immutable));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String named(String name) {
        String value = names.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("no such asset: " + name);
        }
        return value;
    }
}
