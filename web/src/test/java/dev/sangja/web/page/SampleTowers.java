package dev.sangja.web.page;

import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.web.lesson.PictureFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Towers of layers like those of real images and mounts, for pages that are looked at and for tests. */
public final class SampleTowers {
    private SampleTowers() {}

    /** A container that changed two files and deleted one, over three layers; and two more beside it. */
    public static List<PictureFacts.Sized> places() {
        List<PictureFacts.Sized> places = new ArrayList<>();
        places.add(sized(container(
                "d1",
                added("/tmp/app.conf", 73),
                modified("/www/index.html", 18, 3),
                deleted("/www/cgi-bin/burn", 119))));
        places.add(sized(container("d2", added("/tmp/app.conf", 73))));
        places.add(sized(container("d3", added("/tmp/app.conf", 73))));
        return places;
    }

    /** A mount with an opaque directory, a whiteout and a file that was rewritten. */
    public static List<PictureFacts.Sized> mount() {
        return List.of(sized(new LayerTower(
                "/lab/o/m",
                LayerTower.Kind.MOUNT,
                List.of(
                        floor(
                                "/lab/o/up",
                                "",
                                true,
                                new LayerChange(LayerChange.Kind.OPAQUE, "/d", "directory", 0, 0, Optional.empty()),
                                deleted("/f1", 7),
                                modified("/f2", 4, 5)),
                        floor("/lab/o/l2", "", false, modified("/f2", 7, 4)),
                        floor(
                                "/lab/o/l1",
                                "",
                                false,
                                new LayerChange(LayerChange.Kind.ADDED, "/d", "directory", -1, 0, Optional.empty()),
                                added("/d/x", 2),
                                added("/f1", 7),
                                added("/f2", 7))))));
    }

    /** An image that hides twenty megabytes, one that does not, and a plain file. */
    public static List<PictureFacts.Sized> sizes() {
        LayerTower fat = new LayerTower(
                "my/fat:1",
                LayerTower.Kind.IMAGE,
                List.of(
                        floor("sha256:3333", "RUN rm /big", false, deleted("/big", 20_000_000)),
                        floor(
                                "sha256:2222",
                                "RUN head -c 20000000 /dev/urandom > /big",
                                false,
                                added("/big", 20_000_000)),
                        floor("sha256:1111", "", false, added("/bin/busybox", 2_000_000))));
        LayerTower slim = new LayerTower(
                "my/slim:1",
                LayerTower.Kind.IMAGE,
                List.of(floor("sha256:1111", "", false, added("/bin/busybox", 2_000_000))));
        return List.of(sized(fat), sized(slim), new PictureFacts.Sized("/lab/o/up/big", Optional.empty(), 6_700_000));
    }

    private static PictureFacts.Sized sized(LayerTower tower) {
        return new PictureFacts.Sized(tower.place(), Optional.of(tower), 0);
    }

    private static LayerTower container(String name, LayerChange... own) {
        return new LayerTower(
                name,
                LayerTower.Kind.CONTAINER,
                List.of(
                        floor("/machine/containers/" + name + "/upper", "", true, own),
                        floor(
                                "sha256:3333",
                                "/bin/sh -c #(nop) COPY www /www",
                                false,
                                added("/www/index.html", 18),
                                added("/www/cgi-bin/burn", 119),
                                added("/www/cgi-bin/info", 262)),
                        floor("sha256:2222", "COPY app /app", false, added("/app/start.sh", 835)),
                        floor("sha256:1111", "", false, added("/bin/busybox", 2_100_000))));
    }

    private static LayerTower.Floor floor(String id, String createdBy, boolean writable, LayerChange... changes) {
        long bytes = Arrays.stream(changes)
                .filter(change -> change.type().equals("file"))
                .mapToLong(change -> Math.max(0, change.sizeAfter()))
                .sum();
        return new LayerTower.Floor(id, createdBy, writable, new LayerDiff(id, "", List.of(changes), 0, 0, bytes));
    }

    private static LayerChange added(String path, long size) {
        return new LayerChange(LayerChange.Kind.ADDED, path, "file", -1, size, Optional.empty());
    }

    private static LayerChange modified(String path, long before, long after) {
        return new LayerChange(LayerChange.Kind.MODIFIED, path, "file", before, after, Optional.empty());
    }

    private static LayerChange deleted(String path, long size) {
        return new LayerChange(LayerChange.Kind.DELETED, path, "file", size, -1, Optional.empty());
    }
}
