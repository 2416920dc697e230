package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.FileView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Who files belong to, as {@code --chown=user[:group]} says it; see passwd(5) and group(5) of the image. */
record FileOwner(int user, int group) {
    static final FileOwner ROOT = new FileOwner(0, 0);
    private static final int LARGEST_FILE = 1 << 20;

    /** Looks names up in the image's files. {@link BuildException} for one that is not there. */
    static FileOwner find(String text, FileView image) throws IOException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty()) {
            throw BuildException.of("invalid chown parameter: '" + text + "'");
        }
        Optional<String[]> line = line(image, "etc/passwd", name);
        if (line.isEmpty() && !isNumber(name)) {
            throw BuildException.of("unable to convert uid/gid chown string to host mapping: can't find uid for user "
                    + name + ": no such user: " + name);
        }
        int user = line.map(fields -> Integer.parseInt(fields[2])).orElseGet(() -> Integer.parseInt(name));
        // Without a group, Docker takes the user's number for it.
        int group = colon < 0
                ? line.filter(fields -> fields.length > 3 && isNumber(fields[3]))
                        .map(fields -> Integer.parseInt(fields[3]))
                        .orElse(user)
                : group(text.substring(colon + 1), image);
        return new FileOwner(user, group);
    }

    private static int group(String name, FileView image) throws IOException {
        Optional<String[]> line = line(image, "etc/group", name);
        if (line.isEmpty() && !isNumber(name)) {
            throw BuildException.of("unable to convert uid/gid chown string to host mapping: can't find gid for group "
                    + name + ": no such group: " + name);
        }
        return line.map(fields -> Integer.parseInt(fields[2])).orElseGet(() -> Integer.parseInt(name));
    }

    private static Optional<String[]> line(FileView image, String file, String name) throws IOException {
        Optional<FileView.Node> node = image.find(file, true);
        if (node.isEmpty()
                || node.get().type() != FileView.Type.FILE
                || node.get().size() > LARGEST_FILE) {
            return Optional.empty();
        }
        List<String> lines;
        try (InputStream in = node.get().open()) {
            lines = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        return lines.stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 3 && isNumber(fields[2]) && fields[0].equals(name))
                .findFirst();
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }
}
