package dev.sangja.runtime.limits;

import dev.sangja.runtime.linux.Linux;

/**
 * The control groups within a machine, as its engine arranges them below the root of its control group namespace.
 *
 * @param root everything in the machine; holds no process itself
 * @param engine the engine
 * @param bench the workbench's shells and cells
 * @param containers one group for each container, by its id
 * @param lab the learner's own: empty, with every controller
 */
public record InnerGroups(
        ControlGroup root, ControlGroup engine, ControlGroup bench, ControlGroup containers, ControlGroup lab) {
    private static final String ENGINE = "engine";

    /** Arranges them, and moves whoever is in the root, the calling process among them, into the engine's. */
    public static InnerGroups arrange(CgroupTree tree, Linux linux) {
        ControlGroup root = tree.root(linux);
        root.vacateInto(ENGINE);
        InnerGroups groups = new InnerGroups(
                root, root.child(ENGINE), root.child("bench"), root.child("containers"), root.child("lab"));
        groups.bench.create();
        groups.containers.create();
        groups.lab.create();
        return groups;
    }

    /** The group of that container. */
    public ControlGroup container(String id) {
        return containers.child(id);
    }
}
