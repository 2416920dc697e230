package dev.sangja.runtime.seccomp;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The profiles that come with this runtime, read from {@code container.json} and {@code workbench.json} beside it. */
public final class StandardProfiles {
    private StandardProfiles() {}

    /** What a container gets that names no profile: Docker's default rules. Compile it for the container's own set. */
    public static Profile container() {
        return read("container.json");
    }

    /**
     * What the workbench's shells get, and, installed first, every container below its own profile: what the lessons
     * need, without the parts of the kernel that are for hosts and for escapes. It asks for no capabilities.
     */
    public static Profile workbench() {
        return read("workbench.json").over(container());
    }

    private static Profile read(String resource) {
        try (InputStream json = StandardProfiles.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new FileNotFoundException(resource);
            }
            return Profile.parse(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
