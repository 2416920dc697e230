package dev.sangja.runtime.engine;

import dev.sangja.runtime.docker.CommandContext;
import dev.sangja.runtime.docker.DockerCommand;
import dev.sangja.runtime.docker.LabHost;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.lab.LabCommand;
import dev.sangja.runtime.library.MachineImages;
import dev.sangja.runtime.linux.Linux;
import java.util.List;
import java.util.function.Supplier;

/** The docker and lab commands, served at the door. */
final class CommandDoor implements Door.Command {
    private static final String LAB = "lab";

    /** The commands that come through this door. */
    static final List<String> NAMES = List.of("docker", LAB);

    private final DockerCommand docker = new DockerCommand();
    private final LabCommand lab = new LabCommand();
    private final Containers containers;
    private final EngineBuilds builds;
    private final ContainerWorks works;
    private final MachineImages images;
    private final Linux linux;
    private final Supplier<Recorder> recorder;

    CommandDoor(
            Containers containers,
            ContainerWorks works,
            EngineBuilds builds,
            MachineImages images,
            Linux linux,
            Supplier<Recorder> recorder) {
        this.containers = containers;
        this.builds = builds;
        this.works = works;
        this.images = images;
        this.linux = linux;
        this.recorder = recorder;
    }

    @Override
    public int run(Door.Call call, DoorClient client, Door.Visit visit) {
        Linux recorded = linux.recordedBy(recorder.get());
        CommandContext context = new CommandContext(
                containers.recordedBy(recorded),
                builds.forClient(recorded, call.process()),
                new LabHost(new LearnerNetworks(works, recorded), new LearnerVolumes(works), works.events()),
                images,
                client,
                ContainerFileTree.seenBy(linux, call.process()),
                call.directory(),
                call.environment(),
                visit::listen,
                visit.cancellation());
        List<String> arguments = call.words().subList(1, call.words().size());
        return call.words().get(0).equals(LAB) ? lab.run(arguments, context) : docker.run(arguments, context);
    }
}
