package dev.sangja.runtime.build;

import dev.sangja.runtime.build.StageBuild.Done;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.dockerfile.InstructionText;
import dev.sangja.runtime.dockerfile.PathPattern;
import dev.sangja.runtime.dockerfile.Transfer;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.receipt.BuildWarning;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** COPY, ADD, and WORKDIR where it makes a directory: layers that need no container. For one stage. */
final class FileSteps {
    private static final Set<String> SCHEMES = Set.of("http://", "https://", "git://", "ssh://", "ftp://");

    private final BuildJob job;
    private final StageState state;

    FileSteps(BuildJob job, StageState state) {
        this.job = job;
        this.state = state;
    }

    Done copy(Instruction.Copy copy) throws IOException {
        SourceTree tree = copy.from().isPresent()
                ? job.tree(copy.from().get(), copy.text().bodySpan())
                : job.request().context();
        return transfer(copy.text(), copy.transfer(), tree, options("COPY", copy.transfer(), copy.parents(), false));
    }

    Done add(Instruction.Add add) throws IOException {
        for (String source : add.transfer().sources()) {
            boolean remote = SCHEMES.stream().anyMatch(source::startsWith)
                    || source.startsWith("git@")
                    || source.startsWith("github.com/");
            if (remote) {
                throw BuildException.of(
                        "failed to load cache key: " + source + " cannot be fetched", BuildException.Hint.NO_NETWORK);
            }
        }
        boolean unpack = add.unpack().orElse(true);
        FileCopy.Options options = options("ADD", add.transfer(), false, unpack);
        if (add.checksum().isPresent()) {
            checksum(add);
        }
        return transfer(add.text(), add.transfer(), job.request().context(), options);
    }

    /** Docker knows checksums of what it fetches; here one of a file of the context is checked too. */
    private void checksum(Instruction.Add add) throws IOException {
        List<String> sources = add.transfer().sources();
        Optional<FileView.Node> node = sources.size() == 1
                ? job.request().context().find(PathPattern.clean(sources.get(0)), true)
                : Optional.empty();
        if (node.isEmpty() || node.get().type() != FileView.Type.FILE) {
            throw BuildException.of("checksum can't be specified for anything but a single file");
        }
        String wanted = add.checksum().orElseThrow();
        if (!wanted.startsWith("sha256:")) {
            throw BuildException.of("only checksums of sha256 are checked here, not " + wanted);
        }
        Digest actual = KeyDigest.of(job.request().context().open(node.get()));
        if (!actual.toString().equals(wanted)) {
            throw BuildException.of("digest mismatch " + actual + ": expected " + wanted);
        }
    }

    private FileCopy.Options options(String command, Transfer transfer, boolean parents, boolean archives)
            throws IOException {
        FileOwner owner = transfer.owner().isPresent()
                ? FileOwner.find(transfer.owner().get(), state.view(job.tools().store()))
                : FileOwner.ROOT;
        return new FileCopy.Options(
                command,
                parents,
                archives,
                owner,
                state.workingDirectory(),
                job.request().epoch());
    }

    private Done transfer(InstructionText text, Transfer transfer, SourceTree tree, FileCopy.Options options)
            throws IOException {
        FileCopy copy = new FileCopy(transfer, tree, options);
        Digest content = copy.find();
        KeyDigest key = new KeyDigest().add(options.command()).add(content.hex());
        key.add(Boolean.toString(transfer.link())).add(Boolean.toString(options.archives()));
        key.add(options.owner().toString())
                .add(state.volumes().stream().sorted().toList());
        if (!transfer.link()) {
            key.add(state.files().hex());
        }
        String written = options.command() + " "
                + text.line().text().substring(text.keyword().length()).strip();
        return layer(key.finish(), written, () -> {
            FileView below = transfer.link()
                    ? FileView.of(List.of())
                    : state.view(job.tools().store());
            Destination destination = new Destination(below, state.volumes(), options.owner(), job.now());
            List<Archive> archives = copy.layOut(destination);
            Optional<FileOwner> owner = transfer.owner().map(given -> options.owner());
            return write(destination, archives, owner, text);
        });
    }

    private Layer write(
            Destination destination, List<Archive> archives, Optional<FileOwner> owner, InstructionText text)
            throws IOException {
        Layer layer = job.tools().store().write(writer -> {
            for (LayerEntry entry : destination.entries()) {
                writer.write(entry);
            }
            for (Archive archive : archives) {
                archive.write(destination, owner, writer);
                flush(destination, writer);
            }
        });
        if (!destination.discarded().isEmpty()) {
            discarded(destination.discarded().iterator().next(), text);
        }
        return layer;
    }

    private static void flush(Destination destination, LayerWriter writer) throws IOException {
        for (LayerEntry entry : destination.fresh()) {
            writer.write(entry);
        }
    }

    private void discarded(String path, InstructionText text) {
        job.warn(new BuildWarning(
                "VolumeChangeDiscarded",
                "Changes to a path declared by VOLUME are discarded: " + path,
                text.firstLine(),
                1));
    }

    /** Makes the directory of a WORKDIR; empty if it is there already. */
    Optional<Done> directory(String path, Settings.Change change) throws IOException {
        FileView below = state.view(job.tools().store());
        if (below.find(path, true).isPresent()) {
            return Optional.empty();
        }
        String user = state.settings().user();
        FileOwner owner = user.isEmpty() ? FileOwner.ROOT : FileOwner.find(user, below);
        KeyDigest key = new KeyDigest().add("WORKDIR").add(path).add(owner.toString());
        key.add(state.files().hex());
        Done done = layer(key.finish(), change.text(), () -> {
            Destination destination = new Destination(below, Set.of(), owner, job.now());
            destination.directory(PathPattern.clean(path));
            return job.tools().store().write(writer -> {
                for (LayerEntry entry : destination.entries()) {
                    writer.write(entry);
                }
            });
        });
        state.settings(change.settings());
        return Optional.of(new Done(done.cached(), done.layer(), done.syscalls(), change.change()));
    }

    private interface Making {
        Layer make() throws IOException;
    }

    private Done layer(Digest key, String written, Making making) throws IOException {
        Optional<BuildCache.Entry> known = job.known(key);
        BuildCache.Entry entry = known.isPresent() ? known.get() : job.remember(key, Optional.of(making.make()));
        state.add(written, key, entry);
        return new Done(known.isPresent(), entry.layer(), 0, "");
    }
}
