package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class DockerCommandTest {
    @TempDir
    Path directory;

    private Client client;

    @BeforeEach
    void meet() {
        client = new Client(directory);
    }

    @Test
    void introducesItselfOnceOnTheErrorStream() {
        DockerCommand docker = new DockerCommand();
        MemoryStreams streams = new MemoryStreams();

        docker.run(List.of("ps", "-q"), client.context(streams));
        docker.run(List.of("ps", "-q"), client.context(streams));

        assertThat(streams.error.toString(UTF_8))
                .isEqualTo("도커 호환 교육용 런타임 / Docker-compatible teaching runtime, not Docker itself\n");
        assertThat(streams.out.toString(UTF_8)).isEmpty();
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(
                        List.of("build", "."),
                        125,
                        "docker: 'build': 이 교육용 런타임에는 없는 명령입니다 / not in this teaching runtime\n\nRun 'docker --help' for more information\n"),
                Arguments.of(
                        List.of("container", "foo"),
                        125,
                        "docker: 'foo': 이 교육용 런타임에는 없는 명령입니다 / not in this teaching runtime\n\nRun 'docker container --help' for more information\n"),
                Arguments.of(
                        List.of("--foo", "ps"),
                        125,
                        "unknown flag: --foo\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n"),
                Arguments.of(
                        List.of("-H", "friend", "ps"),
                        125,
                        "-H: 이 교육용 런타임에는 없는 옵션입니다 / not in this teaching runtime\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n"),
                Arguments.of(List.of("-l", "foo", "ps"), 1, "Unable to parse logging level: foo\n"),
                Arguments.of(
                        List.of("run"),
                        1,
                        "docker: 'docker run' requires at least 1 argument\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker run --help' for more information\n"),
                Arguments.of(
                        List.of("container", "start"),
                        1,
                        "docker: 'docker container start' requires at least 1 argument\n\nUsage:  docker container start [OPTIONS] CONTAINER [CONTAINER...]\n\nSee 'docker container start --help' for more information\n"),
                Arguments.of(
                        List.of("exec", "box"),
                        1,
                        "docker: 'docker exec' requires at least 2 arguments\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n\nSee 'docker exec --help' for more information\n"),
                Arguments.of(
                        List.of("ps", "extra"),
                        1,
                        "docker: 'docker ps' accepts no arguments\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n"),
                Arguments.of(
                        List.of("rename", "a"),
                        1,
                        "docker: 'docker rename' requires 2 arguments\n\nUsage:  docker rename CONTAINER NEW_NAME\n\nRun 'docker rename --help' for more information\n"),
                Arguments.of(
                        List.of("port"),
                        1,
                        "docker: 'docker port' requires at least 1 and at most 2 arguments\n\nUsage:  docker port CONTAINER [PRIVATE_PORT[/PROTO]]\n\nRun 'docker port --help' for more information\n"),
                Arguments.of(
                        List.of("images", "a", "b"),
                        1,
                        "docker: 'docker images' requires at most 1 argument\n\nUsage:  docker images [OPTIONS] [REPOSITORY[:TAG]]\n\nRun 'docker images --help' for more information\n"),
                Arguments.of(
                        List.of("cp", "a"),
                        1,
                        "docker: 'docker cp' requires 2 arguments\n\nUsage:  docker cp [OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH\n\nRun 'docker cp --help' for more information\n"),
                Arguments.of(
                        List.of("stop", "-t", "x", "box"),
                        125,
                        "invalid argument \"x\" for \"-t, --timeout\" flag: strconv.ParseInt: parsing \"x\": invalid syntax\n\nUsage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]\n\nRun 'docker stop --help' for more information\n"),
                Arguments.of(
                        List.of("ps", "--filter", "foo"),
                        125,
                        "invalid argument \"foo\" for \"-f, --filter\" flag: bad format of filter (expected name=value)\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void answersMistakesAsDockerDoes(List<String> arguments, int code, String error) {
        Client.Answer answer = client.run(arguments.toArray(String[]::new));

        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void takesTheGlobalOptionsThatDoNothing() {
        assertThat(client.ask("-D", "--log-level", "debug", "ps", "-q")).isEmpty();
        assertThat(client.ask("-v")).isEqualTo("Docker-compatible teaching runtime version 1.0.0\n");
    }

    @Test
    void listsWhatThereIs() {
        String help = client.ask();

        assertThat(help).startsWith("""
                Usage:  docker [OPTIONS] COMMAND

                Make and run containers on this lab host. It speaks as Docker does, and is not
                Docker itself.

                Groups of commands:
                  container   Work with containers
                  image       Work with images
                  system      Look at the engine

                Commands:
                  cp          Copy files between a container and the lab host
                """);
        assertThat(help).endsWith("""
                Options before the command:
                  -D, --debug              Accepted for scripts; there is nothing more to say
                  -l, --log-level string   Accepted for scripts; there is nothing more to say
                  -v, --version            Print the version and end

                Run 'docker COMMAND --help' for more about a command.
                """);
        assertThat(client.ask("help")).isEqualTo(help);
        assertThat(client.ask("--help")).isEqualTo(help);
    }

    @Test
    void explainsAVerbInEnglish() {
        String help = """
                Usage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]

                Ask containers to end, and end them by force if they do not

                Also called:
                  docker container stop, docker stop

                Options:
                  -s, --signal string   Signal to send, by name or number
                  -t, --timeout int     Seconds to wait before it is killed; -1 for ever
                """;

        assertThat(client.ask("stop", "--help")).isEqualTo(help);
        assertThat(client.ask("help", "stop")).isEqualTo(help);
        assertThat(client.ask("stop", "-h")).isEqualTo(help);
    }

    @Test
    void explainsAVerbInKoreanAndKeepsItsColumnsInLine() {
        client.environment = Map.of("LANG", "ko_KR.UTF-8");

        assertThat(client.ask("container", "ls", "--help")).isEqualTo("""
                        Usage:  docker container ls [OPTIONS]

                        컨테이너 목록을 보여 줍니다. 따로 정하지 않으면 실행 중인 것만 보입니다

                        같은 명령:
                          docker container ls, docker container ps, docker ps

                        옵션:
                          -a, --all             실행 중이 아닌 컨테이너까지 모두 보여 줍니다
                          -f, --filter filter   조건에 맞는 것만 보여 줍니다. 예: name=box,
                                                status=exited, label=a=b
                              --format string   Go 템플릿으로 출력합니다. 'table 템플릿'은 표, 'json'은
                                                JSON입니다
                          -n, --last int        상태와 상관없이 마지막에 만든 것부터 이만큼 보여 줍니다
                          -l, --latest          상태와 상관없이 마지막에 만든 것을 보여 줍니다
                              --no-trunc        ID와 명령을 자르지 않고 보여 줍니다
                          -q, --quiet           ID만 보여 줍니다
                          -s, --size            쓴 크기도 보여 줍니다
                        """);
    }

    @Test
    void explainsAGroup() {
        assertThat(client.ask("image")).isEqualTo("""
                        Usage:  docker image COMMAND

                        Work with images

                        Commands:
                          inspect   Show everything that is known about images
                          ls        List images

                        Run 'docker image COMMAND --help' for more about a command.
                        """);
    }

    @Test
    void explainsEveryVerbInBothLanguages() {
        VerbTree tree = new VerbTree();
        for (String locale : List.of("ko_KR.UTF-8", "C.UTF-8")) {
            client.environment = Map.of("LANG", locale);
            tree.top()
                    .keySet()
                    .forEach(verb -> assertThat(client.ask(verb, "--help")).startsWith("Usage:  docker " + verb));
        }
    }

    @Test
    void tellsItsVersionUnderItsOwnName() {
        assertThat(client.ask("version")).isEqualTo("""
                        Client: Docker-compatible teaching runtime
                         Version:           1.0.0
                         OS/Arch:           linux/amd64

                        Server: Sangja engine
                         Engine:
                          Version:          1.0.0
                          OS/Arch:          linux/amd64
                          Kernel Version:   6.18.5
                        """);
        assertThat(client.ask("version", "-f", "{{.Server.Version}} {{.Server.Platform.Name}}"))
                .isEqualTo("1.0.0 Sangja engine\n");
    }

    @Test
    void tellsFactsAboutTheEngine() {
        client.ask("run", "-d", "--name", "box", "lab/base:1");
        client.ask("create", "lab/base:1");

        assertThat(client.ask("info")).isEqualTo("""
                        Client: Docker-compatible teaching runtime
                         Version:    1.0.0

                        Server: Sangja engine
                         Containers: 2
                          Running: 1
                          Paused: 0
                          Stopped: 1
                         Images: 2
                         Server Version: 1.0.0
                         Storage Driver: overlay2
                         Logging Driver: local
                         Cgroup Version: 1
                         Security Options:
                          seccomp
                         Kernel Version: 6.18.5
                         Operating System: Debian GNU/Linux 12 (bookworm)
                         OSType: linux
                         Architecture: x86_64
                         CPUs: 2
                         Total Memory: 3.725GiB
                         Name: lab
                         ID: 0b5e7c1a
                         Docker Root Dir: /lab/store
                        """);
        assertThat(client.ask("system", "info", "-f", "{{.NCPU}} {{.MemTotal}} {{.Name}}"))
                .isEqualTo("2 4000000000 lab\n");
    }

    @Test
    void endsQuietlyWhenNobodyReadsTheOutput() {
        MemoryStreams closed = new MemoryStreams() {
            @Override
            public OutputStream output() {
                return new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
            }
        };

        Client.Answer answer = client.run(closed, "ps");

        assertThat(answer).isEqualTo(new Client.Answer(1, "", ""));
    }
}
