package dev.sangja.runtime.engine;

import dev.sangja.runtime.docker.CommandContext;
import dev.sangja.runtime.docker.DockerCommand;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import java.util.List;
import java.util.function.Supplier;

/** The docker command, served at the door. */
final class DockerDoor implements Door.Command {
    /** The commands that come through this door. */
    static final List<String> NAMES = List.of("docker");

    private final DockerCommand command = new DockerCommand();
    private final Containers containers;
    private final Linux linux;
    private final Supplier<Recorder> recorder;

    DockerDoor(Containers containers, Linux linux, Supplier<Recorder> recorder) {
        this.containers = containers;
        this.linux = linux;
        this.recorder = recorder;
    }

    @Override
    public int run(Door.Call call, DoorClient client, Door.Visit visit) {
        CommandContext context = new CommandContext(
                containers.recordedBy(linux.recordedBy(recorder.get())),
                client,
                ContainerFileTree.seenBy(linux, call.process()),
                call.directory(),
                call.environment(),
                visit::listen,
                visit.cancellation());
        return command.run(call.words().subList(1, call.words().size()), context);
    }
}
