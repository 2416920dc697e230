package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.EngineFeature;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.container.RestartPolicy;
import dev.sangja.runtime.container.SeccompChoice;
import dev.sangja.runtime.container.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of {@code docker run} and {@code docker create} make of a specification. */
@Timeout(20)
class SpecReaderTest {
    private static final String HELP = "\n\nRun 'docker run --help' for more information\n";

    @TempDir
    Path directory;

    private Client client;

    @BeforeEach
    void meet() {
        client = new Client(directory);
    }

    private ContainerSpec spec(String line) {
        assertThat(client.run(line.split(" ")).code()).isZero();
        List<ContainerRecord> all = client.engine.containers();
        return all.get(all.size() - 1).spec();
    }

    @Test
    void understandsWhatDockerUsersWrite() {
        ContainerSpec spec = spec("create --name full -it -h me -u 1000:1000 -w /app --init --rm --network none"
                + " --stop-signal usr1 --stop-timeout 3 -l role=web --label bare --entrypoint /bin/sh"
                + " lab/base:1 -c echo --rm");

        assertThat(spec.name()).contains("full");
        assertThat(spec.process().terminal()).isTrue();
        assertThat(spec.process().openStdin()).isTrue();
        assertThat(spec.process().entrypoint()).contains(List.of("/bin/sh"));
        assertThat(spec.process().command()).containsExactly("-c", "echo", "--rm");
        assertThat(spec.process().user()).contains("1000:1000");
        assertThat(spec.process().workingDirectory()).contains("/app");
        assertThat(spec.hostname()).contains("me");
        assertThat(spec.labels()).isEqualTo(Map.of("role", "web", "bare", ""));
        assertThat(spec.network()).isEqualTo(new NetworkMode.None());
        assertThat(spec.life().init()).isTrue();
        assertThat(spec.life().autoRemove()).isTrue();
        assertThat(spec.life().stopSignal()).contains(new Signal(10));
        assertThat(spec.life().stopTimeout()).contains(Duration.ofSeconds(3));
    }

    @Test
    void understandsLimits() {
        ContainerSpec spec = spec("create -m 64m --cpus .5 -c 512 --cpuset-cpus=0-1 --pids-limit 20 lab/base:1 true");

        assertThat(spec.limits().memoryBytes()).hasValue(64 << 20);
        assertThat(spec.limits().nanoCpus()).hasValue(500_000_000);
        assertThat(spec.limits().cpuShares()).hasValue(512);
        assertThat(spec.limits().cpusetCpus()).contains("0-1");
        assertThat(spec.limits().pids()).hasValue(20);
    }

    @Test
    void understandsWhatTakesRightsAway() {
        client.files.file("/lab/no-mkdir.json", "{ \"defaultAction\": \"SCMP_ACT_ALLOW\" }");
        ContainerSpec spec = spec("create --read-only --cap-drop=all --cap-add net_admin"
                + " --security-opt seccomp=/lab/no-mkdir.json --security-opt no-new-privileges lab/base:1");

        assertThat(spec.security().capabilitiesAdded()).containsExactly("CAP_NET_ADMIN");
        assertThat(spec.security().capabilitiesDropped()).containsExactly("ALL");
        assertThat(spec.security().seccomp())
                .isEqualTo(new SeccompChoice.Profile("{\"defaultAction\":\"SCMP_ACT_ALLOW\"}"));
        assertThat(spec.security().noNewPrivileges()).isTrue();
        assertThat(spec.security().readOnlyRoot()).isTrue();
        assertThat(spec("create --security-opt seccomp:unconfined lab/base:1")
                        .security()
                        .seccomp())
                .isEqualTo(new SeccompChoice.Unconfined());
    }

    @Test
    void understandsMounts() {
        ContainerSpec spec = spec("create --tmpfs /tmp:size=1m -v /lab/data:/data:ro -v ./y:/y -v named:/v"
                + " --mount type=bind,src=./x,dst=/x lab/base:1");

        assertThat(spec.mounts())
                .containsExactly(
                        new MountSpec.Bind("/lab/data", "/data", true, true),
                        new MountSpec.Bind("/lab/y", "/y", false, true),
                        new MountSpec.Volume(Optional.of("named"), "/v", false),
                        new MountSpec.Bind("/lab/x", "/x", false, false),
                        new MountSpec.Tmpfs("/tmp", "size=1m", false));
    }

    @Test
    void keepsRestartPoliciesAndHealthChecks() {
        ContainerSpec spec = spec("create --restart on-failure:3 --health-cmd wget --health-interval 1m30s"
                + " --health-retries 2 lab/base:1");

        assertThat(spec.life().restart()).isEqualTo(new RestartPolicy("on-failure", 3));
        assertThat(spec.life().health()).hasValueSatisfying(health -> {
            assertThat(health.test()).containsExactly("CMD-SHELL", "wget");
            assertThat(health.interval()).isEqualTo(Duration.ofSeconds(90));
            assertThat(health.retries()).isEqualTo(2);
        });
    }

    @Test
    void saysInTheLearnersLanguageWhatHasNoEffectYet() {
        assertThat(client.run("create", "-p", "8080:80", "--restart", "always", "--health-cmd", "x", "lab/base:1")
                        .error())
                .isEqualTo("""
                        note: the ports that you publish are remembered, but this runtime does not lead them into the container yet.
                        note: the restart policy is remembered, but this runtime does not start containers again by itself yet.
                        note: the health check is remembered, but this runtime does not run it yet.
                        """);
        client.environment = Map.of("LANG", "ko_KR.UTF-8");
        assertThat(client.run("create", "-P", "lab/base:1").error())
                .isEqualTo("알림: 공개한 포트를 기억해 두었지만, 이 런타임은 아직 포트를 컨테이너 안으로 잇지 않습니다.\n");
        client.engine.features = Set.of(EngineFeature.PUBLISHED_PORTS);
        assertThat(client.run("create", "-P", "lab/base:1").error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--env-file /nope|open /nope: no such file or directory",
                "--security-opt seccomp=/nope|opening seccomp profile (/nope) failed: open /nope: no such file or directory",
                "--security-opt foo|Invalid --security-opt: \"foo\"",
                "-p 99999999:1|invalid hostPort: 99999999",
                "--restart on-failure:x|invalid restart policy format: maximum retry count must be an integer",
                "--restart always --rm|conflicting options: cannot specify both --restart and --rm",
                "--health-interval -1s|--health-interval cannot be negative",
                "--health-cmd x --no-healthcheck|--no-healthcheck conflicts with --health-* options",
                "--network none --network b|conflicting options: cannot attach both user-defined and non-user-defined network-modes",
                "-v :/a|invalid spec: :/a: empty section between colons",
                "--stop-signal FOO|Error response from daemon: invalid signal: FOO",
                "--restart foo|Error response from daemon: invalid restart policy: unknown policy 'foo'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
                "-m 1k|Error response from daemon: Minimum memory limit allowed is 6MB",
                "--cpus 3|Error response from daemon: range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available",
                "-w x|Error response from daemon: the working directory 'x' is invalid, it needs to be an absolute path",
                "--cap-add foo|Error response from daemon: invalid CapAdd: unknown capability: \"CAP_FOO\"",
                "--network shopnet|Error response from daemon: network shopnet not found",
                "--security-opt a=b|Error response from daemon: invalid --security-opt 2: \"a=b\"",
                "-v /a:b|Error response from daemon: invalid volume specification: '/a:b': invalid mount config for type \"bind\": invalid mount path: 'b' mount path must be absolute"
            })
    void refusesWithTheWordsAndTheExitCodeOfDocker(String options, String message) {
        String[] arguments = ("run " + options + " lab/base:1 true").split(" ");

        assertThat(client.run(arguments)).isEqualTo(new Client.Answer(125, "", "docker: " + message + HELP));
        assertThat(client.engine.containers()).isEmpty();
    }

    @Test
    void refusesASeccompProfileThatIsNoJson() {
        client.files.file("/lab/bad.json", "{bad");

        Client.Answer answer = client.run("run", "--security-opt", "seccomp=bad.json", "lab/base:1");

        assertThat(answer.code()).isEqualTo(125);
        assertThat(answer.error())
                .startsWith("docker: compacting json for seccomp profile (bad.json) failed: line 1, column 2: ");
    }

    @Test
    void refusesANameThatNoImageCanHave() {
        assertThat(client.run("run", "UPPER").error())
                .isEqualTo(
                        "docker: invalid reference format: repository name (library/UPPER) must be lowercase" + HELP);
        assertThat(client.run("create", "a b")).isEqualTo(new Client.Answer(1, "", "invalid reference format\n"));
    }
}
