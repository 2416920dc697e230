package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The docker command, served at the door. */
final class DockerDoor implements Door.Command {
    /** The commands that come through this door. */
    static final List<String> NAMES = List.of("docker");

    private final Containers containers;
    private final Linux linux;
    private final Supplier<Recorder> recorder;

    DockerDoor(Containers containers, Linux linux, Supplier<Recorder> recorder) {
        this.containers = containers;
        this.linux = linux;
        this.recorder = recorder;
    }

    @Override
    public int run(List<String> words, Path root, String directory, DoorClient client, Door.Visit visit) {
        Containers mine = containers.recordedBy(linux.recordedBy(recorder.get()));
        try {
            try {
                if (words.get(1).equals("run")) {
                    ContainerSpec spec = ContainerSpec.of(
                            words.get(2), words.subList(3, words.size()).toArray(new String[0]));
                    ContainerRecord made = mine.create(
                                    spec,
                                    ContainerLookup.image(mine.images(), words.get(2))
                                            .orElseThrow())
                            .container();
                    return mine.start(made.id(), Attachment.of(client, false, false))
                            .await(visit.cancellation());
                }
                if (words.get(1).equals("exec")) {
                    ContainerRecord it = ContainerLookup.container(mine.containers(), words.get(2));
                    return mine.exec(
                                    it.id(),
                                    new ExecSpec(
                                            words.subList(3, words.size()),
                                            List.of(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Attachment.of(client, false, false))
                            .await(visit.cancellation());
                }
                return 1;
            } catch (ContainerProblem problem) {
                client.error().write(("docker: " + problem.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
                return 125;
            }
        } catch (IOException gone) {
            return 125;
        }
    }
}
