package dev.sangja.runtime.image;

import dev.sangja.runtime.store.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the lab's small images, as its Dockerfile among the resources says. Only what these few files use is read
 * here: FROM, ARG, ENV, WORKDIR, COPY with {@code --chmod}, EXPOSE, HEALTHCHECK, CMD in its JSON form, and comments;
 * anything else is a mistake in them.
 *
 * @param parent what it builds on
 * @param steps its lines in order
 * @param exposed ports, {@code 8080/tcp}
 * @param environment {@code NAME=value}
 * @param workingDirectory where its program starts; empty for what the parent says
 * @param command the program and its arguments; empty for what the parent says
 */
record ImageRecipe(
        ImageReference parent,
        List<Step> steps,
        List<String> exposed,
        List<String> environment,
        String workingDirectory,
        List<String> command) {
    private static final Pattern LINE = Pattern.compile("([A-Z]+) +(.+)");
    private static final Pattern COPY = Pattern.compile("--chmod=([0-7]{3,4}) (\\S.*) /(\\S*)");
    private static final Pattern JSON_WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+)}");

    /**
     * One line.
     *
     * @param instruction the line, as the image's history has it
     * @param files what it puts in a layer; none if it makes no layer
     * @param directory the directory that it makes; empty for none
     */
    record Step(String instruction, List<Content> files, String directory) {
        boolean makesLayer() {
            return !files.isEmpty() || !directory.isEmpty();
        }

        LayerContents layer() {
            LayerContents contents = new LayerContents();
            files.forEach(file -> contents.text(file.path(), file.mode(), file.text()));
            return directory.isEmpty() ? contents : contents.directory(directory, 0755);
        }
    }

    /** A file to add. */
    record Content(String path, int mode, String text) {}

    static ImageRecipe read(LabImage image) throws IOException {
        return read(resource(image.directory() + "/" + image.dockerfile()), image.arguments(), image.directory() + "/");
    }

    /** Reads a Dockerfile whose context is a resource directory. */
    static ImageRecipe read(String dockerfile, Map<String, String> arguments, String context) throws IOException {
        Reading reading = new Reading(arguments, context);
        for (String line : dockerfile.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    throw new IOException("not understood: " + line);
                }
                reading.line(parts.group(1), parts.group(2));
            }
        }
        return new ImageRecipe(
                reading.parent.orElseThrow(() -> new IOException("a FROM is needed")),
                List.copyOf(reading.steps),
                List.copyOf(reading.exposed),
                List.copyOf(reading.environment),
                reading.workingDirectory,
                List.copyOf(reading.command));
    }

    static String resource(String path) throws IOException {
        try (InputStream in = ImageRecipe.class.getResourceAsStream("/images/" + path)) {
            if (in == null) {
                throw new IOException("there is no resource images/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Reading {
        private final Map<String, String> arguments;
        private final String context;
        private final Map<String, String> known = new HashMap<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<String> exposed = new ArrayList<>();
        private final List<String> environment = new ArrayList<>();
        private final List<String> command = new ArrayList<>();
        private String workingDirectory = "";
        private Optional<ImageReference> parent = Optional.empty();

        Reading(Map<String, String> arguments, String context) {
            this.arguments = arguments;
            this.context = context;
        }

        void line(String word, String written) throws IOException {
            String rest = substituted(written);
            switch (word) {
                case "FROM" -> parent = Optional.of(ImageReference.parse(rest));
                case "ARG" -> argument(rest);
                case "ENV" -> {
                    environment.addAll(List.of(rest.split(" ", -1)));
                    setting(word, rest);
                }
                case "EXPOSE" -> {
                    exposed.add(rest + "/tcp");
                    setting(word, rest);
                }
                case "CMD" -> {
                    JSON_WORD.matcher(rest).results().forEach(match -> command.add(match.group(1)));
                    setting(word, rest);
                }
                case "HEALTHCHECK" -> setting(word, rest);
                case "WORKDIR" -> directory(rest);
                case "COPY" -> copy(rest);
                default -> throw new IOException("not understood: " + word + " " + rest);
            }
        }

        private void setting(String word, String rest) {
            steps.add(new Step(word + " " + rest, List.of(), ""));
        }

        private void argument(String rest) {
            int equals = rest.indexOf('=');
            String name = equals < 0 ? rest : rest.substring(0, equals);
            String value =
                    Optional.ofNullable(arguments.get(name)).orElse(equals < 0 ? "" : rest.substring(equals + 1));
            known.put(name, value);
            steps.add(new Step("ARG " + name + "=" + value, List.of(), ""));
        }

        private void directory(String path) {
            workingDirectory = path;
            steps.add(new Step("WORKDIR " + path, List.of(), path.substring(1)));
        }

        private void copy(String rest) throws IOException {
            Matcher parts = COPY.matcher(rest);
            if (!parts.matches()) {
                throw new IOException("not understood: COPY " + rest);
            }
            List<Content> files = new ArrayList<>();
            String target = parts.group(3);
            for (String source : parts.group(2).split(" +", -1)) {
                String path = target.isEmpty() || target.endsWith("/")
                        ? target + source.substring(source.lastIndexOf('/') + 1)
                        : target;
                files.add(new Content(path, Integer.parseInt(parts.group(1), 8), resource(context + source)));
            }
            steps.add(new Step("COPY " + rest, List.copyOf(files), ""));
        }

        private String substituted(String text) throws IOException {
            Matcher reference = REFERENCE.matcher(text);
            StringBuilder whole = new StringBuilder();
            while (reference.find()) {
                String value = known.get(reference.group(1));
                if (value == null) {
                    throw new IOException("no ARG " + reference.group(1) + " before: " + text);
                }
                reference.appendReplacement(whole, Matcher.quoteReplacement(value));
            }
            return reference.appendTail(whole).toString();
        }
    }
}
