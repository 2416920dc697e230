package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner does with images in a real machine. */
final class ImagesIT {
    @TempDir
    private static Path directory;

    private static Optional<MachineFactory> factory = Optional.empty();
    private static Optional<LiveMachine> machine = Optional.empty();

    @BeforeAll
    static void launch() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        factory = Optional.of(new MachineFactory(directory));
        machine = Optional.of(factory.get().launch("images"));
        output("docker version >/dev/null; mkdir -p /lab/w");
    }

    @AfterAll
    static void close() {
        machine.ifPresent(LiveMachine::close);
    }

    private static String output(String code) throws InterruptedException {
        return machine.orElseThrow().run(code).output();
    }

    @Test
    void commitsAWritableLayerAsALayerOfANewImage() throws InterruptedException {
        assertThat(output("""
                        docker run -d --name d1 lab/base:1 sleep 4321 >/dev/null
                        docker exec d1 sh -c 'echo v2 >/www/index.html; rm /bin/vi; mkdir /www/d; echo x >/www/d/x'
                        docker commit -m why -a me d1 my/patched:1 | cut -c1-7
                        docker rm -f d1 >/dev/null
                        docker run --rm my/patched:1 sh -c 'cat /www/index.html /www/d/x; test -e /bin/vi || echo gone'
                        docker save my/patched:1 >/lab/w/patched.tar
                        layer=$(tar xOf /lab/w/patched.tar manifest.json | sed 's/.*,"\\(blobs[^"]*\\)"].*/\\1/')
                        tar xOf /lab/w/patched.tar $layer | tar t
                        docker history --format '{{.CreatedBy}}|{{.Size}}|{{.Comment}}' my/patched:1 | head -n 1
                        """)).isEqualTo("""
                        sha256:
                        v2
                        x
                        gone
                        bin/
                        bin/.wh.vi
                        www/
                        www/d/
                        www/d/x
                        www/index.html
                        sleep 4321|5B|why
                        """);
    }

    @Test
    void keepsImagesOverARestartOfTheMachine() throws IOException, InterruptedException {
        try (LiveMachine first = factory.orElseThrow().launch("kept")) {
            assertThat(first.run(
                                    "docker run --name keeper lab/base:1 sh -c 'echo kept >/kept'; docker commit keeper my/kept:1")
                            .output())
                    .matches("(?s).*sha256:[0-9a-f]{64}\n");
        }
        try (LiveMachine again = factory.orElseThrow().launch("kept")) {
            assertThat(again.run("docker run --rm my/kept:1 cat /kept; docker images -q my/kept | wc -l")
                            .output())
                    .contains("kept\n1\n");
        }
        assertThat(output("docker images -q my/kept")).isEmpty();
    }

    @Test
    void tellsWhatLayersHoldHideAndWaste() throws InterruptedException {
        assertThat(output("""
                        docker run --name f1 lab/base:1 sh -c 'head -c 300000 /dev/urandom >/big'
                        docker commit f1 my/fat:1 >/dev/null
                        docker run --name f2 my/fat:1 rm /big
                        docker commit f2 my/fat:2 >/dev/null
                        lab layers my/fat:2 | sed 's/  */ /g' | cut -d' ' -f1,3-10
                        docker rm f1 >/dev/null
                        docker run -d --name f3 my/fat:1 sleep 4321 >/dev/null
                        docker exec f3 sh -c 'echo >>/big'
                        lab layers f3 | grep -e '^GHOST' -e '^/big' | sed 's/  */ /g'
                        lab layers --big my/fat:1 | sed 's/  */ /g' | sed -n '1p;3p'
                        docker rm -f f2 f3 >/dev/null
                        docker rmi my/fat:2 >/dev/null && docker rmi my/fat:1 >/dev/null
                        lab layers nope; echo $?
                        """))
                .contains("LAYER SIZE WASTED A M D O LARGEST FILE\n3 0B 0B 0 0 1 0 -")
                .contains("2 300kB 300kB 1 0 0 0 /big 300kB")
                .contains("GHOST LAYER HIDDEN BY\n/big 2 deleted in")
                .contains("GHOST SIZE LAYER HIDDEN BY\n/big 300kB 2 replaced in layer 3\n")
                .contains("SIZE PATH LAYER MADE BY\n300kB /big 2 sh -c")
                .endsWith("lab: No such image: nope:latest\n1\n");
    }

    @Test
    void showsLayersAndContainersInTheWorkbenchWhereNobodyCanWrite() throws InterruptedException {
        assertThat(output("""
                        cd /lab/store/containers
                        docker run -d --name seen lab/base:1 sleep 4321 >/dev/null
                        docker exec seen sh -c 'echo x >/tmp/x; rm /bin/vi'
                        cat seen/upper/tmp/x seen/merged/tmp/x; stat -c '%F %t:%T' seen/upper/bin/vi
                        layer=$(docker image inspect -f '{{.GraphDriver.Data.UpperDir}}' lab/base:1)
                        ls $layer/bin/busybox | sed 's/.*store/store/;s/[0-9a-f]\\{12\\}/ID/'
                        docker inspect -f '{{.GraphDriver.Data.UpperDir}}' seen
                        for path in seen/upper/tmp/x seen/merged/tmp/x $layer/bin/busybox ../layers/new ../new; do
                            rm -f $path 2>&1 | grep -o 'Read-only file system'; touch $path 2>&1 | grep -o 'Read-only file system'
                        done | sort | uniq -c | sed 's/^ *//'
                        for at in /lab/store /lab/store/.shared; do
                            mount -o remount,bind,rw $at && echo writable; mount -o remount,rw $at && echo writable
                        done 2>/dev/null
                        touch $layer/new 2>/dev/null || echo still
                        docker rename seen other; cat other/merged/tmp/x; ls
                        docker stop -t 0 other >/dev/null; ls other/merged | wc -l; docker rm other; ls | wc -l
                        """)).isEqualTo("""
                        x
                        x
                        character special file 0:0
                        store/layers/ID/bin/busybox
                        /lab/store/containers/seen/upper
                        8 Read-only file system
                        still
                        x
                        other
                        0
                        other
                        0
                        """);
    }

    @Test
    void mountsImagesOfMoreLayersThanOnePageOfOptionsHolds() throws InterruptedException {
        assertThat(output("""
                        docker tag lab/base:1 my/many:0
                        for i in $(seq 50); do
                            docker create --name many my/many:$((i - 1)) >/dev/null
                            echo $i >/lab/w/f$i; docker cp -q /lab/w/f$i many:/f$i
                            docker commit many my/many:$i >/dev/null; docker rm many >/dev/null
                        done
                        docker run --rm my/many:50 sh -c 'cat /f1 /f50; ls -d /f* | wc -l'
                        lab layers my/many:50 | grep -c MADE
                        """)).isEqualTo("1\n50\n50\n1\n");
    }

    @Test
    void refusesAnArchiveWithoutLeavingAnythingBehind() throws InterruptedException {
        String state = "docker images -q | wc -l; docker system df --format '{{.Size}}' | head -n 1\n";
        String before = output(state);
        assertThat(output("""
                        head -c 3000000 /dev/urandom >/lab/w/noise; docker load -i /lab/w/noise; echo $?
                        docker save lab/base:1 >/lab/w/base.tar
                        head -c 1500000 /lab/w/base.tar | docker load; echo $?
                        docker load </dev/null; echo $?
                        cat /lab/w/base.tar | docker load
                        """))
                .contains("this is no tar archive")
                .contains("ends in the middle")
                .endsWith("1\nLoaded image: lab/base:1\n");
        assertThat(output("docker rmi lab/base:1 >/dev/null\n" + state)).isEqualTo(before);
    }

    @Test
    void holdsALearnersArchiveToTheRoomThatTheMachineHas() throws InterruptedException {
        assertThat(output("""
                        mkdir -p /lab/w/bomb && truncate -s 400M /lab/w/bomb/zeros
                        tar c -C /lab/w/bomb zeros | gzip -1 >/lab/w/bomb.tgz; rm -r /lab/w/bomb
                        docker import /lab/w/bomb.tgz my/bomb; echo $?; ls -s /lab/w/bomb.tgz | cut -d' ' -f1
                        docker images -q my/bomb | wc -l; rm /lab/w/bomb.tgz
                        """)).contains("the archive holds more than").contains("\n1\n");
    }
}
