package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.StandardStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class CopyVerbTest {
    @TempDir
    Path directory;

    private Client client;
    private MemoryTree inside;

    @BeforeEach
    void meet() {
        client = new Client(directory);
        client.ask("create", "--name", "box", "lab/base:1");
        inside = client.engine.trees.values().iterator().next();
        inside.file("/app/run", "run").file("/app/lib/a", "a").link("/latest", "/app");
        client.files
                .file("/lab/f", "file")
                .file("/lab/d/x", "x")
                .directory("/lab/out")
                .link("/lab/l", "/lab/f");
    }

    @ParameterizedTest
    @CsvSource({
        "box:/app/run,/lab/out,/lab/out/run",
        "box:/app/run,out/,/lab/out/run",
        "box:/app/run,new,/lab/new",
        "box:/app/run,.,/lab/run",
        "box:/app/run,/lab/f,/lab/f",
        "box:app/run,new,/lab/new",
        "box:/app,/lab/out,/lab/out/app/run",
        "box:/app,/lab/copy,/lab/copy/run",
        "box:/app/.,/lab/out,/lab/out/run",
        "box:/app/.,/lab/copy,/lab/copy/run",
        "box:/latest/,/lab/out,/lab/out/app/run"
    })
    void copiesOutOfAContainerAsCpWould(String from, String to, String lands) throws IOException {
        assertThat(client.ask("cp", from, to)).isEmpty();
        assertThat(client.files.text(lands)).isEqualTo("run");
    }

    @ParameterizedTest
    @CsvSource({
        "f,box:/tmp,/tmp/f,file",
        "/lab/f,box:/tmp/,/tmp/f,file",
        "./f,box:/tmp/g,/tmp/g,file",
        "f,box:/app/run,/app/run,file",
        "d,box:/tmp,/tmp/d/x,x",
        "d/.,box:/,/x,x",
        "d,box:/e,/e/x,x",
        "f,box:/latest,/app/f,file",
        "f,box:tmp,/tmp/f,file"
    })
    void copiesIntoAContainerAsCpWould(String from, String to, String lands, String content) throws IOException {
        assertThat(client.ask("cp", from, to)).isEmpty();
        assertThat(inside.text(lands)).isEqualTo(content);
    }

    @Test
    void copiesALinkItselfUnlessItIsToBeFollowed() throws IOException {
        client.ask("cp", "l", "box:/tmp/kept");
        client.ask("cp", "-L", "l", "box:/tmp/followed");

        assertThat(inside.stat("/tmp/kept").orElseThrow().linkTarget()).isEqualTo("/lab/f");
        assertThat(inside.text("/tmp/followed")).isEqualTo("file");
    }

    @Test
    void writesAndReadsArchives() throws IOException {
        MemoryStreams streams = new MemoryStreams();
        assertThat(client.run(streams, "cp", "box:/app", "-").out()).contains("app/run");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        client.files.pack("/lab/d", "packed", archive, new Cancellation());
        streams.input = new ByteArrayInputStream(archive.toByteArray());

        assertThat(client.run(streams, "cp", "-", "box:/tmp").code()).isZero();

        assertThat(inside.text("/tmp/packed/x")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a;b;must specify at least one container source",
                "box:/a;nope:/b;copying between containers is not supported",
                "nope:/a;x;Error response from daemon: No such container: nope",
                "box:/missing;x;Error response from daemon: Could not find the file /missing in container box",
                "f;box:/missing/x;Error response from daemon: Could not find the file /missing in container box",
                "box:/app/run;/nodir/x;invalid output path: directory \"/nodir\" does not exist",
                "box:/app/run;nodir/;no such directory",
                "box:/app;f;cannot copy directory",
                "d;box:/app/run;cannot copy directory",
                "nofile;box:/tmp;lstat nofile: no such file or directory",
                "-;box:/app/run;destination \"box:/app/run\" must be a directory"
            })
    void refusesInDockersWords(String from, String to, String message) {
        assertThat(client.run("cp", from, to)).isEqualTo(new Client.Answer(1, "", message + "\n"));
    }

    @Test
    void saysHowMuchItCopiedToALearnerWhoWatches() {
        MemoryStreams terminal = new MemoryStreams();
        terminal.terminals = EnumSet.of(StandardStream.STDOUT);

        assertThat(client.run(terminal, "cp", "f", "box:/tmp/g").error())
                .matches("Successfully copied \\d+B to box:/tmp/g\n");
        assertThat(client.run(terminal, "cp", "-q", "f", "box:/tmp/g").error()).isEmpty();
        assertThat(client.run("cp", "--quiet=false", "f", "box:/tmp/g").error()).startsWith("Successfully copied ");
    }
}
