package dev.sangja.server.command;

import dev.sangja.runtime.image.HostTools;
import dev.sangja.runtime.image.LabImages;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.machine.Host;
import dev.sangja.runtime.machine.MachineLaunchException;
import dev.sangja.runtime.machine.MachineLauncher;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.StoreWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What machines stand on: how they are launched, and the layers of their workbenches.
 *
 * @param layers the workbench's, the topmost first, as the engine sees them
 * @param baseLayer the topmost layer of the image that containers are made from, as the host sees it
 * @param busybox the static busybox of that image, on the host
 */
record Foundation(MachineLauncher launcher, List<String> layers, Path baseLayer, Path busybox) {
    private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);

    Foundation {
        layers = List.copyOf(layers);
    }

    /**
     * Lays it, or finds that it is laid already, which takes milliseconds.
     *
     * @param data the data directory, whose store several processes may share
     * @param rehearsal where the files of a machine may lie for a while
     */
    static Foundation lay(Path data, Path rehearsal) throws IOException {
        Path store = data.resolve("store");
        boolean root = "root".equals(System.getProperty("user.name"));
        StoreWriter writer = StoreWriter.open(
                store, Linux.system(Recorder.none()), root ? Owners.asArchived() : Owners.ofThisProcess());
        HostTools tools = HostTools.ofHost();
        new LabImages(writer, tools).build();
        Image workbench = writer.store().find(LabImages.WORKBENCH).orElseThrow();
        Image base = writer.store().find(LabImages.BASE).orElseThrow();
        List<String> layers = writer.store().lowerDirectories(workbench).stream()
                .map(layer -> "/store/" + store.relativize(layer))
                .toList();
        Path busybox = tools.busybox().orElseThrow();
        Path jar = jar();
        Host host = new Host(
                Path.of(System.getProperty("java.home")),
                Optional.ofNullable(jar.getParent()).orElseThrow(),
                String.valueOf(jar.getFileName()),
                busybox,
                store,
                data);
        MachineLauncher launcher = new MachineLauncher(host);
        rehearse(launcher, rehearsal, layers);
        return new Foundation(
                launcher, layers, writer.store().lowerDirectories(base).get(0), busybox);
    }

    /** Makes later engines start faster. One that cannot be rehearsed here will say why when it is wanted. */
    private static void rehearse(MachineLauncher launcher, Path files, List<String> layers) {
        try {
            FileTree.delete(files);
            launcher.archiveClasses(Files.createDirectories(files), layers);
            FileTree.delete(files);
        } catch (MachineLaunchException | IOException failure) {
            LOG.warn("engines will start without their class data: {}", failure.getMessage());
        }
    }

    /** The jar that this class came from; its manifest names all others. */
    private static Path jar() throws IOException {
        try {
            return Path.of(Foundation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException failure) {
            throw new IOException("cannot tell where the program lies", failure);
        }
    }
}
