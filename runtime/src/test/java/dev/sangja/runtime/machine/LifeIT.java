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

/** Volumes, restarts, health and events of containers in a real machine. */
final class LifeIT {
    /** Waits until a command's output has a word; prints that output, or {@code never}. */
    private static final String UNTIL = """
            until_says() { word=$1; shift
            for i in $(seq 100); do out=$("$@"); case $out in *"$word"*) echo "$out"; return;; esac; sleep 0.1; done
            echo never: $out; }
            """;

    @TempDir
    private static Path directory;

    private static Optional<MachineFactory> factory = Optional.empty();
    private static Optional<LiveMachine> machine = Optional.empty();

    @BeforeAll
    static void launch() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        factory = Optional.of(new MachineFactory(directory));
        machine = Optional.of(factory.get().launch("life"));
        output("docker version >/dev/null");
    }

    @AfterAll
    static void close() {
        machine.ifPresent(LiveMachine::close);
    }

    private static String output(String code) throws InterruptedException {
        return machine.orElseThrow().run(UNTIL + code).output();
    }

    @Test
    void keepsAVolumeWhenItsContainerGoes() throws InterruptedException {
        assertThat(output("docker run --rm -v photos:/data lab/base:1 sh -c 'echo cat >/data/x'\n"
                        + "docker run --rm -v photos:/data:ro lab/base:1 sh -c 'cat /data/x; echo y >/data/y' 2>&1\n"
                        + "docker create --name holds --mount type=volume,src=photos,dst=/data,ro lab/base:1 >/dev/null\n"
                        + "docker volume rm photos 2>&1 | sed 's/[0-9a-f]\\{64\\}/ID/'; docker rm holds; docker volume rm photos\n"
                        + "docker volume ls -q"))
                .isEqualTo("""
                        cat
                        sh: can't create /data/y: Read-only file system
                        Error response from daemon: remove photos: volume is in use - [ID]
                        holds
                        photos
                        """);
    }

    @Test
    void copiesTheImagesFilesIntoAnEmptyVolumeUnlessToldNotTo() throws InterruptedException {
        assertThat(output("docker run --rm -v fresh:/etc lab/base:1 true\n"
                        + "docker run --rm -v fresh:/v lab/base:1 sh -c 'test -e /v/passwd && echo copied'\n"
                        + "docker run --rm -v bare:/etc:nocopy lab/base:1 true; docker run --rm -v bare:/v lab/base:1 sh -c"
                        + " 'ls -A /v/passwd' 2>&1; docker volume rm fresh bare"))
                .isEqualTo("copied\nls: /v/passwd: No such file or directory\nfresh\nbare\n");
    }

    @Test
    void removesAVolumeThatNobodyNamedWithItsContainerIfAsked() throws InterruptedException {
        assertThat(
                        output(
                                "docker run -d --name one -v /data lab/base:1 sleep 100 >/dev/null; docker volume ls -q | wc -l\n"
                                        + "docker exec one sh -c 'echo y >/data/y'; docker diff one; docker rm -f one; docker volume ls -q | wc -l\n"
                                        + "docker volume prune -f | grep -c '^[0-9a-f]\\{64\\}$'; docker run --rm -v /data lab/base:1 true\n"
                                        + "docker run -d --name two -v /data lab/base:1 sleep 100 >/dev/null; docker rm -fv two; docker volume ls -q | wc -l"))
                .isEqualTo("1\nA /data\none\n1\n1\ntwo\n0\n");
    }

    @Test
    void startsAContainerAgainAsItsPolicySays() throws InterruptedException {
        assertThat(
                        output(
                                "docker run -d --name fails --restart on-failure:2 lab/base:1 sh -c 'exit 3' >/dev/null\n"
                                        + "until_says 2 docker inspect -f '{{.RestartCount}}' fails\n"
                                        + "until_says exited docker inspect -f '{{.State.Status}}' fails\n"
                                        + "docker run -d --name always --restart always lab/base:1 sleep 1000 >/dev/null\n"
                                        + "kill -9 $(docker inspect -f '{{.State.Pid}}' always)\n"
                                        + "until_says 1 docker inspect -f '{{.RestartCount}}' always\n"
                                        + "until_says Up docker ps --format '{{.Names}} Up' -f name=always -f status=running\n"
                                        + "docker kill always; sleep 0.5; docker inspect -f '{{.State.Status}}' always; docker rm fails always"))
                .isEqualTo("2\nexited\n1\nalways Up\nalways\nexited\nfails\nalways\n");
    }

    @Test
    void givesUpARestartThatIsToComeWhenStoppedOrRemoved() throws InterruptedException {
        assertThat(output("docker run -d --name loop --restart always lab/base:1 false >/dev/null\n"
                        + "until_says 3 docker inspect -f '{{.RestartCount}}' loop\n"
                        + "docker stop loop; docker inspect -f '{{.State.Status}}' loop\n"
                        + "docker start loop; docker rm -f loop; docker ps -aq -f name=loop | wc -l"))
                .isEqualTo("3\nloop\nexited\nloop\nloop\n0\n");
    }

    @Test
    void asksForHealthAndRemembersTheAnswers() throws InterruptedException {
        assertThat(output(
                        "docker run -d --name h1 --health-cmd 'echo looked; test ! -e /tmp/sick' --health-interval 100ms"
                                + " --health-retries 2 lab/base:1 sleep 1000 >/dev/null\n"
                                + "until_says healthy docker inspect -f '{{.State.Health.Status}}' h1\n"
                                + "docker ps --format '{{.Status}}' -f health=healthy | sed 's/.*(/(/'; docker exec h1 touch /tmp/sick\n"
                                + "until_says unhealthy docker inspect -f '{{.State.Health.Status}}' h1\n"
                                + "docker inspect -f '{{range .State.Health.Log}}{{.ExitCode}} {{.Output}}{{end}}' h1 | tail -n 2 | head -n 1\n"
                                + "docker events --since 1h --until 0s -f container=h1 -f event=health_status --format '{{.Action}}'\n"
                                + "docker rm -f h1"))
                .isEqualTo("""
                        healthy
                        (healthy)
                        unhealthy
                        1 looked
                        health_status: healthy
                        health_status: unhealthy
                        h1
                        """);
    }

    @Test
    void countsACheckThatTakesTooLongAsAFailure() throws InterruptedException {
        assertThat(
                        output(
                                "docker run -d --name slow --health-cmd 'sleep 100' --health-interval 100ms --health-timeout 200ms"
                                        + " --health-retries 1 lab/base:1 sleep 1000 >/dev/null\n"
                                        + "until_says unhealthy docker inspect -f '{{.State.Health.Status}}' slow\n"
                                        + "docker inspect -f '{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}' slow; docker rm -f slow"))
                .isEqualTo("unhealthy\n-1 Health check exceeded timeout (200ms)\nslow\n");
    }

    @Test
    void tellsTheEventsOfALife() throws InterruptedException {
        assertThat(
                        output(
                                "docker run --rm --name brief lab/base:1 true\n"
                                        + "docker events --since 1h --until 0s -f container=brief --format '{{.Action}} {{.Actor.Attributes.name}}'"))
                .isEqualTo("create brief\nstart brief\ndie brief\ndestroy brief\n");
        assertThat(
                        output(
                                "docker events -f event=create --format '{{.Actor.Attributes.name}}' >/lab/seen & sleep 0.5\n"
                                        + "docker create --name now lab/base:1 >/dev/null; until_says now cat /lab/seen; kill $!; docker rm now"))
                .isEqualTo("now\nnow\n");
    }

    @Test
    void holdsAPausedContainerAndStopsItAllTheSame() throws InterruptedException {
        assertThat(
                        output(
                                "docker run -d --name held lab/base:1 sleep 1000 >/dev/null; docker pause held\n"
                                        + "docker ps --format '{{.Status}}' | grep -c Paused; docker exec held true 2>&1; docker pause held 2>&1"
                                        + " | sed 's/[0-9a-f]\\{64\\}/ID/'; docker stop -t 1 held; docker inspect -f '{{.State.Status}}' held; docker rm held"))
                .isEqualTo("""
                        held
                        1
                        Error response from daemon: container held is paused, unpause the container before exec
                        Error response from daemon: container ID is already paused
                        held
                        exited
                        held
                        """);
    }

    @Test
    void asksWithTheStopSignalAndKillsWhenTheTimeIsOver() throws InterruptedException {
        assertThat(output("docker run -d --name asks --stop-signal QUIT lab/base:1 sh -c"
                        + " 'trap \"exit 7\" QUIT; while :; do sleep 0.1; done' >/dev/null; sleep 0.3\n"
                        + "docker stop asks; docker wait asks; docker run -d --name deaf lab/base:1 sleep 1000 >/dev/null\n"
                        + "docker stop -t 1 deaf; docker wait deaf; docker rm asks deaf"))
                .isEqualTo("asks\n7\ndeaf\n137\nasks\ndeaf\n");
    }

    @Test
    void readsEnvironmentFilesAndCountsTraffic() throws InterruptedException {
        assertThat(
                        output(
                                "printf 'A=1\\n# note\\nB=two words\\n' >/lab/env; docker run --rm --env-file /lab/env lab/base:1 sh -c"
                                        + " 'echo $A $B'; docker run -d --name talks lab/base:1 ping 172.17.0.1 >/dev/null; sleep 1.2\n"
                                        + "docker stats --no-stream --format '{{.NetIO}}' talks | grep -c 'kB\\|B'; docker rm -f talks"))
                .isEqualTo("1 two words\n1\ntalks\n");
    }

    @Test
    void runsAgainWithItsMachineWhatIsAlwaysToRun() throws IOException, InterruptedException {
        try (LiveMachine first = factory.orElseThrow().launch("twice")) {
            first.run("docker network create --subnet 10.66.0.0/24 stays\n"
                    + "docker run -d --name back --restart always --network stays -v keeps:/k lab/base:1 sleep 1000\n"
                    + "docker run -d --name gone lab/base:1 sleep 1000; docker exec back touch /k/there");
        }
        try (LiveMachine second = factory.orElseThrow().launch("twice")) {
            assertThat(second.run(
                                    UNTIL + "docker version >/dev/null 2>&1\n"
                                            + "until_says running docker inspect -f '{{.State.Status}}' back\n"
                                            + "docker exec back sh -c 'ls /k; hostname -i'; docker inspect -f '{{.State.Status}}' gone")
                            .output())
                    .isEqualTo("running\nthere\n10.66.0.2\nexited\n");
        }
    }
}
