package dev.sangja.runtime.limits;

import dev.sangja.runtime.linux.Linux;
import java.nio.file.Path;

/**
 * The control groups within a machine, below the root of its control group namespace.
 *
 * <pre>
 * /
 *   engine/           the engine
 *   lab/              all that is the learner's, under the machine's limits; {@code $CG}
 *     bench/          the workbench's shells and cells
 *     docker/«name»/  one for each container that runs
 *     …               what the learner makes
 * </pre>
 *
 * @param engine the engine
 * @param lab holds the limits, and no process itself
 * @param bench the workbench's shells and cells
 * @param containers one group for each container
 */
public record InnerGroups(ControlGroup engine, ControlGroup lab, ControlGroup bench, ControlGroup containers) {
    /** The name of the containers' group, as Docker calls its own. */
    public static final String CONTAINERS = "docker";

    /** Arranges them below the groups that the server made. */
    public static InnerGroups arrange(CgroupVersion version, Path mounted, Linux linux) {
        ControlGroup root = CgroupTree.mounted(version, mounted).root(linux);
        ControlGroup lab = root.child(OuterGroups.LAB);
        InnerGroups groups =
                new InnerGroups(root.child(OuterGroups.ENGINE), lab, lab.child("bench"), lab.child(CONTAINERS));
        groups.bench.create();
        groups.containers.create();
        return groups;
    }
}
