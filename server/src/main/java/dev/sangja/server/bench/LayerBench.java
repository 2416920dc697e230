package dev.sangja.server.bench;

import dev.sangja.runtime.archive.ArchivedImage;
import dev.sangja.runtime.archive.ImageArchiveWriter;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Layers: what a difference costs on a small image and on a large one, and how long it takes to pack and to unpack a
 * layer of 200 MB, beside umoci. Ours is the product's own store, in this Java runtime: an archive is digested, kept as
 * a blob and unpacked; a directory is packed, digested and kept. umoci's are whole commands over an OCI image layout;
 * it compresses what it packs, which ours does not.
 */
public final class LayerBench implements Bench {
    private static final String NAME = "layers";
    private static final int FEW = 200;
    private static final int MANY = 20_000;
    private static final int CHANGED = 10;
    private static final int SCANS = 101;
    private static final int ROUNDS = 3;
    private static final int FILES = 200;
    private static final int FILE_BYTES = 1_000_000;
    private static final double DIFFERENCE_BOUND = 1.5;
    private static final double UMOCI_BOUND = 1.0;
    private static final String UMOCI = "umoci";

    private static final Metric DIFFERENCE = new Metric(
            NAME,
            "difference",
            "ms",
            "파일 20,000개인 이미지에서 10개를 바꾼 뒤의 레이어 차이 (상대: 파일 200개)",
            "difference after changing 10 files of an image of 20,000 (beside one of 200)");
    private static final Metric UNPACK =
            new Metric(NAME, "unpack-200MB", "ms", "200MB 레이어 풀기", "unpacking a layer of 200 MB");
    private static final Metric PACK =
            new Metric(NAME, "pack-200MB", "ms", "200MB 레이어 묶기", "packing a layer of 200 MB");

    private final Ground ground;

    public LayerBench(Ground ground) {
        this.ground = ground;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Findings findings) throws IOException {
        try (HostShell shell = HostShell.start(ground.scratch())) {
            measureDifference(shell, findings);
            measureArchives(shell, findings);
        }
    }

    private void measureDifference(HostShell shell, Findings findings) throws IOException {
        Path small = changed(FEW, shell);
        Path large = changed(MANY, shell);
        Samples few = new Samples();
        Samples many = new Samples();
        for (int round = 0; round < SCANS; round++) {
            few.add(scan(small));
            many.add(scan(large));
        }
        findings.beside(DIFFERENCE, many, FEW + " files", few, DIFFERENCE_BOUND);
    }

    /** A stack whose lower directory holds so many files, ten of which are changed through overlayfs. */
    private Path changed(int files, HostShell shell) throws IOException {
        Path stack = ground.scratch();
        for (String name : List.of("lower", "upper", "work", "merged")) {
            Files.createDirectory(stack.resolve(name));
        }
        for (int i = 0; i < files; i++) {
            Path directory = Files.createDirectories(stack.resolve("lower/d" + i % 100));
            Files.writeString(directory.resolve("f" + i), "file " + i + "\n");
        }
        StringBuilder script = new StringBuilder("cd " + HostShell.quoted(stack.toString())
                + " && mount -t overlay o -o lowerdir=lower,upperdir=upper,workdir=work,userxattr merged");
        for (int i = 0; i < CHANGED; i++) {
            script.append(" && echo changed >>merged/d").append(i).append("/f").append(i);
        }
        shell.time(List.of("unshare", "-U", "-r", "-m", "sh", "-c", script.toString()));
        return stack;
    }

    private static double scan(Path stack) throws IOException {
        long start = System.nanoTime();
        UpperScan scan = new UpperScan(stack.resolve("upper"), List.of(stack.resolve("lower")), ScanLimits.DEFAULT);
        int changes = LayerComparison.whole("bench", "", scan.take(), ScanLimits.DEFAULT)
                .changes()
                .size();
        double millis = (System.nanoTime() - start) / 1e6;
        if (changes != CHANGED) {
            throw new BenchException("the difference told " + changes + " changes instead of " + CHANGED);
        }
        return millis;
    }

    private void measureArchives(HostShell shell, Findings findings) throws IOException {
        Path content = content();
        Path layout = ground.scratch();
        Path archive = ground.scratch().resolve("layer.tar");
        Samples packed = new Samples();
        Samples unpacked = new Samples();
        for (int round = -1; round < ROUNDS; round++) {
            Path place = ground.scratch();
            double pack;
            try (Construction work = library(place).begin()) {
                long start = System.nanoTime();
                Layer layer = work.sealUpper(copyOf(content, place), List.of());
                pack = (System.nanoTime() - start) / 1e6;
                if (round < 0) {
                    keep(place, work, layer, layout, archive);
                }
            }
            double unpack;
            try (Construction work = library(ground.scratch()).begin();
                    InputStream in = Files.newInputStream(archive)) {
                long start = System.nanoTime();
                work.importLayer(in);
                unpack = (System.nanoTime() - start) / 1e6;
            }
            if (round >= 0) {
                packed.add(pack);
                unpacked.add(unpack);
            }
        }
        Peers peers = beside(layout, content, shell, findings);
        findings.beside(UNPACK, unpacked, UMOCI, peers.unpack(), UMOCI_BOUND);
        findings.beside(PACK, packed, UMOCI, peers.pack(), UMOCI_BOUND);
    }

    /** Hard links, made before the clock starts: what is packed is read, and its directory entries are ours. */
    private static Path copyOf(Path content, Path place) throws IOException {
        Path copy = Files.createDirectories(place.resolve("own/upper"));
        try (var files = Files.newDirectoryStream(content)) {
            for (Path file : files) {
                Files.createLink(copy.resolve(file.getFileName()), file);
            }
        }
        return copy;
    }

    private Path content() throws IOException {
        Path content = ground.scratch();
        Random random = new Random(200);
        byte[] bytes = new byte[FILE_BYTES];
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(bytes);
            Files.write(content.resolve("f" + i), bytes);
        }
        return content;
    }

    private static ImageLibrary library(Path place) throws IOException {
        Linux linux = Linux.system(Recorder.none());
        StoreWriter.open(place.resolve("shared"), linux, Owners.ofThisProcess());
        return ImageLibrary.open(
                new ImageLibrary.Setup(
                        place.resolve("own"),
                        place.resolve("shared"),
                        name -> false,
                        Owners.ofThisProcess(),
                        () -> 8L << 30),
                linux);
    }

    /** Lays the layer down as an archive, and as an image for umoci. */
    private static void keep(Path place, Construction work, Layer layer, Path layout, Path archive) throws IOException {
        ImageConfig config = new ImageConfig(
                Optional.of(Instant.EPOCH),
                "amd64",
                "linux",
                ImageConfig.Execution.empty(),
                ImageConfig.RootFileSystem.of(List.of(layer.diffId())),
                List.of());
        Image image = work.create(config, List.of(layer));
        ImageLibrary library = library(place);
        try (InputStream in = library.store().blobs().open(layer.blob());
                OutputStream out = Files.newOutputStream(archive)) {
            in.transferTo(out);
        }
        Path whole = layout.resolve("image.tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
            new ImageArchiveWriter(library.store())
                    .write(List.of(new ArchivedImage(image, List.of(ImageReference.parse("bench:1")))), out);
        }
    }

    /** What umoci took; no samples if it is not there. */
    private record Peers(Samples unpack, Samples pack) {}

    private static Peers beside(Path layout, Path content, HostShell shell, Findings findings) {
        Peers peers = new Peers(new Samples(), new Samples());
        try {
            shell.time(List.of(
                    "sh", "-ec", "cd '" + layout + "' && mkdir oci && tar xf image.tar -C oci && rm image.tar"));
            for (int round = 0; round < ROUNDS; round++) {
                String bundle = layout.resolve("bundle" + round).toString();
                peers.unpack()
                        .add(shell.time(List.of(
                                UMOCI, "unpack", "--rootless", "--image", layout.resolve("oci") + ":1", bundle)));
                shell.time(List.of(
                        "sh",
                        "-ec",
                        "mkdir '" + bundle + "/rootfs/new' && cp '" + content + "'/* '" + bundle + "/rootfs/new'"));
                peers.pack()
                        .add(shell.time(
                                List.of(UMOCI, "repack", "--image", layout.resolve("oci") + ":new" + round, bundle)));
            }
        } catch (BenchException failure) {
            findings.remark(
                    "umoci와는 견주지 못합니다: " + failure.getMessage(), "no comparison with umoci: " + failure.getMessage());
        }
        return peers;
    }
}
