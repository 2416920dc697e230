package dev.sangja.runtime.docker;

import dev.sangja.runtime.build.BuildRequest;
import dev.sangja.runtime.build.ContextTree;
import dev.sangja.runtime.build.ImageBuilds;
import dev.sangja.runtime.build.SourceTree;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.Environment;
import dev.sangja.runtime.docker.option.Paths;
import dev.sangja.runtime.dockerfile.DockerfileReader;
import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.store.ImageReference;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a build is to be made of: context, Dockerfile, ignore file, and the values of the flags. For one call. */
final class BuildInputs implements AutoCloseable {
    private static final String STDIN = "-";
    private static final int MAGIC = 262;
    private static final int LARGEST_SECRET = 500 << 10; // BuildKit's limit
    private static final Set<String> REMOTE = Set.of("http://", "https://", "git://", "git@", "github.com/", "ssh://");

    private final ParsedFlags flags;
    private final Invocation call;
    private final String name;
    private Optional<ImageBuilds.Context> context = Optional.empty();
    private Optional<byte[]> fromStdin = Optional.empty();

    BuildInputs(ParsedFlags flags, Invocation call) {
        this.flags = flags;
        this.call = call;
        this.name = flags.arguments().get(0);
    }

    /** What is to be built; {@link VerbFailure} if something of it cannot be read. */
    BuildRequest read() {
        open();
        String file = flags.get(BuildFlags.FILE);
        String dockerfile = new String(dockerfile(file), StandardCharsets.UTF_8);
        IgnoreRules rules = rules(file);
        SourceTree files = context.<SourceTree>map(tree -> tree).orElseGet(SourceTree::empty);
        return new BuildRequest(
                file.isEmpty() ? "Dockerfile" : file,
                dockerfile,
                name,
                rules.isEmpty() ? files : new ContextTree(files, rules),
                rules,
                flags.get(BuildFlags.TARGET),
                tags(),
                pairs(flags.get(BuildFlags.BUILD_ARG)),
                pairs(flags.get(BuildFlags.LABEL)),
                secrets(),
                network(),
                !flags.get(BuildFlags.NO_CACHE));
    }

    private static VerbFailure failure(String message) {
        return new VerbFailure("ERROR: failed to build: " + message, 1);
    }

    private void open() {
        if (REMOTE.stream().anyMatch(name::startsWith)) {
            throw new VerbFailure(
                    "ERROR: failed to build: unable to prepare context: " + name + " cannot be fetched\n"
                            + call.messages().text("note.build.fetch"),
                    1);
        }
        try {
            context = name.equals(STDIN) ? stdin() : Optional.of(directory());
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof VerbFailure told) {
                throw told;
            }
            throw failure("unable to prepare context: " + unreadable.getMessage());
        }
    }

    private ImageBuilds.Context directory() throws IOException {
        try {
            return call.context()
                    .builds()
                    .directory(Paths.resolve(call.context().workingDirectory(), name));
        } catch (NoSuchFileException absent) {
            throw failure("unable to prepare context: path \"" + name + "\" not found");
        }
    }

    /** Standard input is an archive with the context, or else a Dockerfile without one. */
    private Optional<ImageBuilds.Context> stdin() throws IOException {
        BufferedInputStream in = new BufferedInputStream(call.streams().input(), 64 * 1024);
        in.mark(MAGIC);
        byte[] head = in.readNBytes(MAGIC);
        in.reset();
        boolean gzip = head.length > 1 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        boolean tar = head.length >= MAGIC && new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
        if (gzip || tar) {
            return Optional.of(call.context().builds().archive(in));
        }
        fromStdin = Optional.of(in.readNBytes(DockerfileReader.LARGEST + 1));
        return Optional.empty();
    }

    private byte[] dockerfile(String file) {
        if (fromStdin.isPresent()) {
            return fromStdin.get();
        }
        try {
            if (file.equals(STDIN)) {
                InputStream in = call.streams().input();
                return in.readNBytes(DockerfileReader.LARGEST + 1);
            }
            Optional<byte[]> found = file.isEmpty() || name.equals(STDIN)
                    ? inContext(file.isEmpty() ? "Dockerfile" : file, DockerfileReader.LARGEST)
                    : Optional.of(call.context()
                            .files()
                            .read(Paths.resolve(call.context().workingDirectory(), file), DockerfileReader.LARGEST));
            return found.orElseThrow(
                    () -> unreadable(file.isEmpty() ? "Dockerfile" : file, "no such file or directory"));
        } catch (NoSuchFileException absent) {
            throw unreadable(file, "no such file or directory");
        } catch (IOException problem) {
            throw unreadable(file, String.valueOf(problem.getMessage()));
        }
    }

    private static VerbFailure unreadable(String file, String reason) {
        return failure("failed to solve: failed to read dockerfile: open " + file + ": " + reason);
    }

    private Optional<byte[]> inContext(String path, int most) throws IOException {
        if (context.isEmpty()) {
            return Optional.empty();
        }
        Optional<FileView.Node> node = context.get().find(path, true);
        if (node.isEmpty() || node.get().type() != FileView.Type.FILE) {
            return Optional.empty();
        }
        try (InputStream in = context.get().open(node.get())) {
            return Optional.of(in.readNBytes(most + 1));
        }
    }

    /** The Dockerfile's own ignore file, or else the context's. */
    private IgnoreRules rules(String file) {
        try {
            Optional<byte[]> own =
                    inContext((file.isEmpty() ? "Dockerfile" : file) + ".dockerignore", IgnoreRules.LARGEST);
            Optional<byte[]> rules = own.isPresent() ? own : inContext(".dockerignore", IgnoreRules.LARGEST);
            return rules.map(IgnoreRules::parse).orElse(IgnoreRules.NONE);
        } catch (IOException | IllegalArgumentException problem) {
            throw failure("failed to solve: failed to read .dockerignore: " + problem.getMessage());
        }
    }

    private List<ImageReference> tags() {
        List<ImageReference> tags = new ArrayList<>();
        for (String tag : flags.get(BuildFlags.TAG)) {
            try {
                tags.add(ImageReference.parse(tag));
            } catch (IllegalArgumentException wrong) {
                throw failure("invalid tag \"" + tag + "\": " + wrong.getMessage());
            }
        }
        return tags;
    }

    /** Values by name; a bare name takes the client's value, and is left out where it has none. */
    private Map<String, String> pairs(List<String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String entry : given) {
            String resolved = Environment.resolve(entry, call.context().environment());
            int equals = resolved.indexOf('=');
            if (equals > 0) {
                values.put(resolved.substring(0, equals), resolved.substring(equals + 1));
            } else if (equals == 0) {
                throw failure("invalid value \"" + entry + "\": names can not be blank");
            }
        }
        return values;
    }

    private String network() {
        String network = flags.get(BuildFlags.NETWORK);
        if (!Set.of("", "default", "none", "host").contains(network)) {
            throw failure("network mode \"" + network + "\" not supported by this builder: default, none or host");
        }
        return network.isEmpty() ? "default" : network;
    }

    private Map<String, byte[]> secrets() {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String text : flags.get(BuildFlags.SECRET)) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String field : text.split(",", -1)) {
                int equals = field.indexOf('=');
                if (equals < 0) {
                    throw failure("invalid field '" + field + "' must be a key=value pair");
                }
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
            String id = fields.getOrDefault("id", "");
            if (id.isEmpty()) {
                throw failure("secret id is missing: " + text);
            }
            secrets.put(id, secret(id, fields));
        }
        return secrets;
    }

    private byte[] secret(String id, Map<String, String> fields) {
        String source = fields.getOrDefault("src", fields.getOrDefault("source", ""));
        String variable =
                fields.getOrDefault("env", fields.getOrDefault("type", "").equals("env") ? id : "");
        if (!variable.isEmpty()) {
            return call.context().environment().getOrDefault(variable, "").getBytes(StandardCharsets.UTF_8);
        }
        String path = source.isEmpty() ? id : source;
        try {
            return call.context().files().read(Paths.resolve(call.context().workingDirectory(), path), LARGEST_SECRET);
        } catch (IOException problem) {
            throw failure("failed to stat " + path + ": " + Invocation.reason("stat", path, problem));
        }
    }

    @Override
    public void close() {
        try {
            if (context.isPresent()) {
                context.get().close();
            }
        } catch (IOException problem) {
            throw failure("cannot remove the context: " + problem.getMessage());
        }
    }
}
