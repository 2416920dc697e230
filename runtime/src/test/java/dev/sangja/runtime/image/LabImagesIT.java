package dev.sangja.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.ImageStore;
import dev.sangja.runtime.store.StoreWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Builds the images from this host's files, and lives in them: as this user, and as an ordinary one if this is root.
 */
class LabImagesIT {
    @TempDir
    private static Path temporary = Path.of("");

    private static ImageStore store() {
        return ImageStore.open(temporary.resolve("store"));
    }

    /** Who makes the user namespace. */
    enum Who {
        THIS_USER,
        ORDINARY_USER
    }

    @BeforeAll
    static void build() throws Exception {
        assertThat(images("store").build()).contains(LabImages.BASE, LabImages.WORKBENCH, LabImages.MOUNT_POINTS);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(temporary.resolve("store"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static LabImages images(String store) throws IOException {
        StoreWriter writer =
                StoreWriter.open(temporary.resolve(store), Linux.system(Recorder.none()), Owners.ofThisProcess());
        return new LabImages(writer, HostTools.ofHost());
    }

    @Test
    void buildsNothingAgainWhileTheHostStaysTheSame() throws IOException {
        assertThat(images("store").build()).isEmpty();
    }

    @Test
    void givesTheSameDigestsInAnotherStoreAndRestoresALostName() throws IOException {
        LabImages images = images("other");
        images.build();
        ImageStore other = ImageStore.open(temporary.resolve("other"));
        assertThat(other.list()).isEqualTo(store().list()).hasSize(7);
        StoreWriter.open(other.directory(), Linux.system(Recorder.none()), Owners.ofThisProcess())
                .untag(LabImages.BASE);
        assertThat(images.build()).containsExactly(LabImages.BASE);
        assertThat(other.list()).isEqualTo(store().list());
    }

    @ParameterizedTest
    @EnumSource
    void everyToolOfTheWorkbenchFindsItsLibraries(Who who) throws Exception {
        String missing = inside(
                who,
                LabImages.WORKBENCH,
                "for f in /usr/bin/* /usr/sbin/*; do LD_TRACE_LOADED_OBJECTS=1 $f; done | grep 'not found' || echo none");
        assertThat(missing).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource
    void theWorkbenchHasTheToolsThatLessonsUse(Who who) throws Exception {
        assertThat(inside(who, LabImages.WORKBENCH, "unshare -u sh -c 'hostname box; hostname'; hostname"))
                .isEqualTo("box\nlab");
        assertThat(inside(who, LabImages.WORKBENCH, "unshare -p -f --mount-proc ps -o pid,args | tail -n 1"))
                .endsWith("1 ps -o pid,args");
        assertThat(inside(who, LabImages.WORKBENCH, "unshare -m sh -c 'mount -t tmpfs t /tmp; mountpoint /tmp'"))
                .isEqualTo("/tmp is a mountpoint");
        assertThat(inside(who, LabImages.WORKBENCH, "ipcmk -Q; unshare -i ipcs -q | grep -c 0x; ipcs -q | grep -c 0x"))
                .contains("\n0\n1");
        assertThat(inside(
                        who,
                        LabImages.WORKBENCH,
                        "sleep 9 & nsenter -t $! -n ip -o link | cut -d: -f2 | cut -c2-; lsns -n -t net -o TYPE"))
                .isEqualTo("lo\nnet");
        assertThat(inside(who, LabImages.WORKBENCH, "ip link add v0 type veth peer name v1 && ip -o link | wc -l"))
                .isEqualTo("3");
        assertThat(inside(
                        who,
                        LabImages.WORKBENCH,
                        "findmnt -n -o FSTYPE /; setpriv --no-new-privs grep NoNew /proc/self/status"))
                .isEqualTo("overlay\nNoNewPrivs:\t1");
        assertThat(inside(
                        who, LabImages.WORKBENCH, "strace -o /tmp/t -e trace=openat true; grep -c ENOENT /tmp/t || :"))
                .isEqualTo("0");
        assertThat(inside(who, LabImages.WORKBENCH, "tar -C / -cf - etc/passwd | tar -tf - | tail -n 1"))
                .isEqualTo("etc/passwd");
        assertThat(inside(
                        who,
                        LabImages.WORKBENCH,
                        "ip link set lo up; ping -c1 127.0.0.1 | grep -c '1 packets'; awk 'BEGIN{print 6*7}'"))
                .isEqualTo("1\n42");
        assertThat(inside(
                        who,
                        LabImages.WORKBENCH,
                        "x=상자; echo ${#x}; ls -ld /tmp | cut -c1-10; sleep --version | head -n 1"))
                .startsWith("2\ndrwxrwxrwt\nsleep (GNU coreutils)");
    }

    @Test
    void noBusyboxAppletIsMetInPlaceOfARealTool() throws Exception {
        String shadowed = inside(
                Who.THIS_USER,
                LabImages.WORKBENCH,
                "for t in /usr/bin/* /usr/sbin/*; do n=${t##*/}; [ $n = sh ] && continue;"
                        + " [ \"$(readlink -f $(type -P $n))\" = \"$(readlink -f $t)\" ] || echo $n;"
                        + " case $(readlink -f /bin/$n) in */busybox) echo /bin/$n;; esac; done; echo end");
        assertThat(shadowed).isEqualTo("end");
    }

    @ParameterizedTest
    @EnumSource
    void theBaseImageIsBusyboxAloneAndWritable(Who who) throws Exception {
        assertThat(inside(
                        who,
                        LabImages.BASE,
                        "ls /; echo hi > /tmp/hi; rm /bin/vi; ls /bin/vi 2>&1; ls -ld /tmp | cut -c1-10"))
                .isEqualTo("app\nbin\ndev\netc\nproc\nroot\nsys\ntmp\nvar\nwww\n"
                        + "ls: /bin/vi: No such file or directory\ndrwxrwxrwt");
        assertThat(inside(
                        who,
                        LabImages.BASE,
                        "for a in /bin/*; do [ \"$(readlink $a)\" = busybox ] || echo $a; done; whoami"))
                .isEqualTo("/bin/busybox\nroot");
    }

    @Test
    void processOneHearsTheSignalToStopOnlyWithATrap() throws Exception {
        assertThat(stopped("lab/pid1:plain")).endsWith("ignored 137");
        assertThat(stopped("lab/pid1:exec")).endsWith("ignored 137");
        assertThat(stopped("lab/pid1:trap")).endsWith("ended 0");
    }

    @Test
    void theZombieImageLeavesTwoAndTheInitProgramNone() throws Exception {
        String count = "& sleep 2; for s in /proc/[0-9]*/stat; do cat $s; done | grep -c ') Z ' || :";
        ImageReference zombie = ImageReference.parse("lab/zombie:1");
        assertThat(inside(zombie, "unshare -p -f sh -c '(sleep 1 &); (sleep 1 &); exec sleep 5' " + count))
                .isEqualTo("2");
        String init = LabImages.initProgram().replace("'", "'\\''");
        assertThat(inside(
                        zombie,
                        "printf '%s' '" + init + "' > /init; chmod 755 /init;"
                                + " unshare -p -f /init sh -c '(sleep 1 &); (sleep 1 &); exec sleep 5' " + count))
                .isEqualTo("0");
    }

    /** Starts an image's own command as process 1 of a namespace and asks it to stop, as docker stop does. */
    private static String stopped(String image) throws Exception {
        return inside(
                Who.THIS_USER,
                ImageReference.parse(image),
                "busybox unshare -p -f /app/start.sh & u=$!; sleep 1;"
                        + " p=$(ps -o pid,ppid | awk -v u=$u '$2==u {print $1}'); kill -TERM $p; sleep 1;"
                        + " if kill -0 $p 2>/dev/null; then kill -KILL $p; wait $u; echo ignored $?;"
                        + " else wait $u; echo ended $?; fi");
    }

    private static String inside(ImageReference image, String script) throws Exception {
        return inside(Who.THIS_USER, image, script);
    }

    /** Runs a script in a root of overlay over the image's layers, in namespaces of its own; gives what it prints. */
    private static String inside(Who who, ImageReference image, String script) throws Exception {
        Path workplace = Files.createTempDirectory(temporary, "inside");
        Files.setPosixFilePermissions(workplace, PosixFilePermissions.fromString("rwxrwxrwx"));
        String lower = store().lowerDirectories(store().find(image).orElseThrow()).stream()
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        String setUp = String.join(
                "\n",
                "set -e; cd " + workplace,
                "lower=" + (who == Who.ORDINARY_USER ? ownedByOrdinaryUser(workplace, lower) : lower),
                "mkdir up work root; mount -t overlay -o lowerdir=$lower,upperdir=up,workdir=work,userxattr o root",
                "mount -t proc p root/proc; mount -t tmpfs -o mode=755 t root/dev; : > root/dev/null",
                "mount --bind /dev/null root/dev/null; hostname lab; export LANG=C.UTF-8 HOME=/root",
                "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "s=/bin/sh; [ -x root/usr/bin/bash ] && s=/usr/bin/bash",
                "exec chroot root $s -c \"$1\"");
        List<String> command = new ArrayList<>();
        if (who == Who.ORDINARY_USER && isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(
                List.of("unshare", "-U", "-r", "-m", "-p", "-f", "-n", "-i", "-u", "sh", "-c", setUp, "sh", script));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return printed.strip();
    }

    /** An ordinary user's store is that user's own: root's files would be nobody's in the new user namespace. */
    private static String ownedByOrdinaryUser(Path workplace, String lower) throws Exception {
        if (!isRoot()) {
            return lower;
        }
        StringBuilder script = new StringBuilder("set -e; cd " + workplace);
        List<String> copies = new ArrayList<>();
        for (String layer : lower.split(":", -1)) {
            String copy = "layer" + copies.size();
            copies.add(copy);
            script.append("; cp -a ")
                    .append(layer)
                    .append(' ')
                    .append(copy)
                    .append("; chown -hR 65534:65534 ")
                    .append(copy);
        }
        assertThat(new ProcessBuilder("sh", "-c", script.toString()).start().waitFor())
                .isZero();
        return String.join(":", copies);
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
