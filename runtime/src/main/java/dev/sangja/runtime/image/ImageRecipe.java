package dev.sangja.runtime.image;

import dev.sangja.runtime.store.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the lab's small images, as its Dockerfile among the resources says. Only what these few files use is read
 * here: FROM, COPY with {@code --chmod}, EXPOSE, CMD in its JSON form, and comments; anything else is a mistake in
 * them.
 *
 * @param name the image's name
 * @param parent what it builds on
 * @param copies files to add, one layer each
 * @param exposed ports, {@code 8080/tcp}
 * @param command the program and its arguments
 * @param instructions the lines that make no layer, as they stand
 */
record ImageRecipe(
        ImageReference name,
        ImageReference parent,
        List<Copy> copies,
        List<String> exposed,
        List<String> command,
        List<String> instructions) {
    private static final Pattern COPY = Pattern.compile("COPY --chmod=([0-7]{3,4}) (\\S+) /(\\S+)");
    private static final Pattern JSON_WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A file to add: its resource's text, its place, and the line that says so. */
    record Copy(String path, int mode, String content, String instruction) {}

    /** Reads the Dockerfile of a resource directory. */
    static ImageRecipe read(ImageReference name, String directory) throws IOException {
        List<Copy> copies = new ArrayList<>();
        List<String> exposed = new ArrayList<>();
        List<String> command = new ArrayList<>();
        List<String> instructions = new ArrayList<>();
        List<ImageReference> parents = new ArrayList<>();
        String dockerfile = resource(directory + "/Dockerfile");
        for (String line : dockerfile.lines().toList()) {
            Matcher copy = COPY.matcher(line);
            if (copy.matches()) {
                String content = resource(directory + "/" + copy.group(2));
                copies.add(new Copy(copy.group(3), Integer.parseInt(copy.group(1), 8), content, line));
            } else if (line.startsWith("FROM ")) {
                parents.add(ImageReference.parse(line.substring("FROM ".length())));
            } else if (line.startsWith("EXPOSE ")) {
                exposed.add(line.substring("EXPOSE ".length()) + "/tcp");
                instructions.add(line);
            } else if (line.startsWith("CMD [")) {
                JSON_WORD.matcher(line).results().forEach(word -> command.add(word.group(1)));
                instructions.add(line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(directory + "/Dockerfile: not understood: " + line);
            }
        }
        if (parents.size() != 1 || command.isEmpty()) {
            throw new IOException(directory + "/Dockerfile: one FROM and a CMD are needed");
        }
        return new ImageRecipe(name, parents.get(0), copies, exposed, command, instructions);
    }

    static String resource(String path) throws IOException {
        try (InputStream in = ImageRecipe.class.getResourceAsStream("/images/" + path)) {
            if (in == null) {
                throw new IOException("there is no resource images/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
