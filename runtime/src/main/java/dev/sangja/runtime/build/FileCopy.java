package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.Heredoc;
import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.dockerfile.PathPattern;
import dev.sangja.runtime.dockerfile.Transfer;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out COPY, and the part of ADD that is the same: finds the files, says what they are, and lays them out as the
 * entries of a layer. Reads every file once for its digest and once for the layer; one that has changed between is
 * refused. For one thread.
 */
final class FileCopy {
    private static final int MOST_FILES = 65_536;

    private final Transfer transfer;
    private final SourceTree source;
    private final Options options;
    private final IgnoreRules excludes;
    private final List<Found> found = new ArrayList<>();

    /**
     * What else decides about a copy.
     *
     * @param command {@code COPY} or {@code ADD}, for messages
     * @param parents whether the directories above a source come along
     * @param archives whether archives are unpacked
     * @param owner to whom the files shall belong
     * @param workingDirectory of the stage, absolute
     * @param time of everything; empty for each thing's own
     */
    record Options(
            String command,
            boolean parents,
            boolean archives,
            FileOwner owner,
            String workingDirectory,
            Optional<Instant> time) {}

    /**
     * A file that was found.
     *
     * @param node it
     * @param content its digest, if it is a regular file
     * @param archive whether it is one that is to be unpacked
     */
    private record Source(FileView.Node node, Optional<Digest> content, boolean archive) {}

    /**
     * One source and all that comes with it, by the path below where it goes.
     *
     * @param base the path that is taken away from the paths of the nodes
     */
    private record Found(String base, boolean directory, String name, Map<String, Source> files) {}

    FileCopy(Transfer transfer, SourceTree source, Options options) {
        this.transfer = transfer;
        this.source = source;
        this.options = options;
        this.excludes = IgnoreRules.of(transfer.excludes());
    }

    /** Finds the files, and returns the digest of all that decides about the layer but the image below. */
    Digest find() throws IOException {
        for (String path : transfer.sources()) {
            for (FileView.Node node : matching(path)) {
                found.add(collect(path, node));
            }
        }
        int count = found.size() + transfer.files().size();
        boolean several = count > 1 || transfer.sources().size() > 1;
        if (several && !directoryMeant()) {
            throw BuildException.of("When using " + options.command()
                    + " with more than one source file, the destination must be a directory and end with a /");
        }
        return digest();
    }

    private boolean directoryMeant() {
        String destination = transfer.destination();
        return destination.endsWith("/")
                || destination.equals(".")
                || destination.equals("..")
                || destination.endsWith("/.")
                || destination.endsWith("/..");
    }

    private Digest digest() {
        KeyDigest key = new KeyDigest();
        key.add(transfer.destination()).add(options.workingDirectory()).add(Boolean.toString(options.parents()));
        key.add(transfer.owner().orElse("")).add(transfer.mode().orElse(""));
        for (Found one : found) {
            key.add(one.name()).add(Boolean.toString(one.directory()));
            one.files().forEach((path, file) -> {
                key.add(path).add(file.node().type().name()).add(Boolean.toString(file.archive()));
                key.add(Integer.toOctalString(file.node().metadata().mode()))
                        .add(file.node().link());
                key.add(file.content().map(Digest::hex).orElse(""));
                file.node()
                        .metadata()
                        .attributes()
                        .forEach((name, value) -> key.add(name).add(new String(value, StandardCharsets.ISO_8859_1)));
            });
            key.add("");
        }
        for (Heredoc file : transfer.files()) {
            key.add(file.name()).add(file.text());
        }
        return key.finish();
    }

    private List<FileView.Node> matching(String path) throws IOException {
        String clean = PathPattern.clean(path);
        List<FileView.Node> nodes = new ArrayList<>();
        if (PathPattern.isPattern(clean)) {
            match(source.find("", true).orElseThrow(), PathPattern.parse(clean), clean.split("/", -1).length, nodes);
        } else {
            source.find(clean, true).ifPresent(nodes::add);
        }
        if (nodes.isEmpty()) {
            boolean outside = path.startsWith("/") || path.startsWith("..");
            throw BuildException.of(
                    "failed to calculate checksum of ref: \"/" + clean + "\": not found",
                    outside ? BuildException.Hint.OUTSIDE_CONTEXT : BuildException.Hint.IGNORED);
        }
        return nodes;
    }

    /** Without {@code **} no more levels than the pattern has need be looked at. */
    private void match(FileView.Node directory, PathPattern pattern, int levels, List<FileView.Node> nodes)
            throws IOException {
        for (FileView.Node child : source.children(directory)) {
            if (pattern.matches(child.path())) {
                nodes.add(source.find(child.path(), true).orElse(child));
                bounded(nodes.size());
            } else if (child.isDirectory() && (levels > 1 || pattern.isDeep())) {
                match(child, pattern, levels - 1, nodes);
            }
        }
    }

    private Found collect(String written, FileView.Node node) throws IOException {
        Map<String, Source> files = new LinkedHashMap<>();
        String name = Destination.name(PathPattern.clean(written));
        if (PathPattern.isPattern(name) || name.isEmpty()) {
            name = Destination.name(node.path());
        }
        String base = node.path();
        if (options.parents()) {
            int pivot = written.indexOf("/./");
            base = pivot < 0 ? "" : PathPattern.clean(written.substring(0, pivot));
            above(node, base, files);
        }
        if (node.isDirectory()) {
            walk(node, node.path(), files);
        } else if (!excludes.excludes(name)) {
            files.put("", file(node));
        }
        return new Found(base, node.isDirectory(), name, files);
    }

    /** The directories between a base and a source, and the source itself if it is one. */
    private void above(FileView.Node node, String base, Map<String, Source> files) throws IOException {
        String path = base;
        for (String part : relative(node.path(), base).split("/", -1)) {
            path = join(path, part);
            Optional<FileView.Node> directory = source.find(path, false).filter(FileView.Node::isDirectory);
            if (directory.isPresent()) {
                files.put("./" + path, new Source(directory.get(), Optional.empty(), false));
            }
        }
    }

    private void walk(FileView.Node directory, String root, Map<String, Source> files) throws IOException {
        for (FileView.Node child : source.children(directory)) {
            String path = root.isEmpty() ? child.path() : child.path().substring(root.length() + 1);
            boolean left = excludes.excludes(path);
            if (!left) {
                files.put(path, file(child));
                bounded(files.size());
            }
            if (child.isDirectory() && (!left || excludes.mayHoldExceptions())) {
                walk(child, root, files);
            }
        }
    }

    private static void bounded(int files) {
        if (files > MOST_FILES) {
            throw BuildException.of("more than " + MOST_FILES + " files to copy");
        }
    }

    private Source file(FileView.Node node) throws IOException {
        if (node.type() == FileView.Type.OTHER) {
            throw BuildException.of("cannot copy a device or socket: /" + node.path());
        }
        if (node.type() != FileView.Type.FILE) {
            return new Source(node, Optional.empty(), false);
        }
        boolean archive = options.archives() && Archive.is(source, node);
        return new Source(node, Optional.of(KeyDigest.of(source.open(node))), archive);
    }

    /** Lays the files out. {@link #find} has been called. */
    List<Archive> layOut(Destination destination) throws IOException {
        List<Archive> archives = new ArrayList<>();
        String target = PathPattern.clean(absolute());
        boolean directory = directoryMeant() || destination.hasDirectory(target);
        for (Found one : found) {
            if (one.directory()) {
                String base = destination.directory(target);
                for (Map.Entry<String, Source> file : one.files().entrySet()) {
                    String below =
                            options.parents() ? relative(file.getValue().node().path(), one.base()) : file.getKey();
                    place(destination, join(base, below), file.getValue(), archives);
                }
            } else {
                for (Source file : one.files().values()) {
                    String below = options.parents() ? relative(file.node().path(), one.base()) : one.name();
                    // An archive goes to the destination, which is a directory whatever its name.
                    boolean into = directory && !file.archive();
                    place(destination, into ? join(target, below) : target, file, archives);
                }
            }
        }
        for (Heredoc file : transfer.files()) {
            byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
            String path = directory ? join(target, file.name()) : target;
            Instant time = options.time().orElseGet(Instant::now);
            put(
                    destination,
                    path,
                    real -> new LayerEntry.RegularFile(
                            real,
                            new EntryMetadata(
                                    mode(0644, false),
                                    options.owner().user(),
                                    options.owner().group(),
                                    time,
                                    Map.of()),
                            content.length,
                            () -> new ByteArrayInputStream(content)));
        }
        return archives;
    }

    private String absolute() {
        String destination = transfer.destination();
        return destination.startsWith("/") ? destination : options.workingDirectory() + "/" + destination;
    }

    private static String relative(String path, String base) {
        return base.isEmpty() ? path : path.substring(Math.min(path.length(), base.length() + 1));
    }

    private static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    private interface Making {
        LayerEntry at(String path);
    }

    private void put(Destination destination, String path, Making making) throws IOException {
        String followed = destination.follow(path);
        String above = destination.directory(Destination.parent(followed));
        destination.put(making.at(join(above, Destination.name(followed))));
    }

    private void place(Destination destination, String path, Source file, List<Archive> archives) throws IOException {
        FileView.Node node = file.node();
        if (file.archive()) {
            archives.add(new Archive(
                    source, node, destination.directory(path), file.content().orElseThrow()));
            return;
        }
        EntryMetadata metadata = dressed(node);
        if (node.type() == FileView.Type.LINK) {
            String above = destination.directory(Destination.parent(path));
            destination.put(new LayerEntry.SymbolicLink(join(above, Destination.name(path)), metadata, node.link()));
            return;
        }
        put(destination, path, real -> switch (node.type()) {
            case DIRECTORY -> new LayerEntry.Directory(real, metadata);
            case PIPE -> new LayerEntry.NamedPipe(real, metadata);
            default ->
                new LayerEntry.RegularFile(
                        real, metadata, node.size(), () -> new UnchangedInput(source.open(node), file.content(), node));
        });
    }

    private EntryMetadata dressed(FileView.Node node) {
        EntryMetadata own = node.metadata();
        return new EntryMetadata(
                mode(own.mode(), node.isDirectory()),
                options.owner().user(),
                options.owner().group(),
                options.time().orElse(own.modified()),
                own.attributes());
    }

    private int mode(int own, boolean directory) {
        return transfer.mode()
                .map(text -> SymbolicMode.apply(text, own, directory))
                .orElse(own);
    }
}
