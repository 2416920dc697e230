package dev.sangja.runtime.limits;

import dev.sangja.runtime.container.LimitSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The control groups of one machine, as the server makes them.
 *
 * <pre>
 * sangja/
 *   «machine's id»/   the server's: holds the limits, out of the machine's sight and reach
 *     machine/        the root of the machine's control group namespace: the same limits for the machine to see;
 *                     it may make groups below, but not change what this one says
 * </pre>
 *
 * <p>Immutable; safe for use by several threads. Whoever makes it removes it.
 */
public final class MachineGroups {
    private static final String SEEN_BY_THE_MACHINE = "machine";

    /** Writes its own number into each file up to {@code --}, then becomes the command after it. */
    private static final String JOIN_AND_EXEC =
            "while [ \"$1\" != -- ]; do echo $$ >\"$1\" || exit 125; shift; done; shift; exec \"$@\"";

    private final ControlGroup outer;
    private final ControlGroup machine;

    private MachineGroups(ControlGroup outer) {
        this.outer = outer;
        this.machine = outer.child(SEEN_BY_THE_MACHINE);
    }

    /** The groups of that machine, whether they exist or not. */
    public static MachineGroups of(ControlGroup machines, UUID id) {
        return new MachineGroups(machines.child(id.toString()));
    }

    /**
     * Makes them.
     *
     * @param user the machine's root, as this process counts users
     * @param group likewise
     * @return what was asked for and cannot be limited here
     */
    public Set<LimitedResource> create(LimitSpec limits, int user, int group) {
        machine.create();
        Set<LimitedResource> missing = EnumSet.noneOf(LimitedResource.class);
        missing.addAll(outer.apply(limits));
        missing.addAll(machine.apply(limits));
        machine.giveTo(user, group);
        return missing;
    }

    /**
     * What to put before a command so that it is in the machine's group before it does anything: then a control group
     * namespace that it makes has this group for its root.
     */
    public List<String> prefix() {
        List<String> prefix = new ArrayList<>(List.of("/bin/sh", "-c", JOIN_AND_EXEC, "join"));
        machine.memberFiles().forEach(file -> prefix.add(file.toString()));
        prefix.add("--");
        return prefix;
    }

    /** What all of the machine used, and how often its limits acted. */
    public GroupSurvey survey() {
        return outer.survey();
    }

    /** Kills everything in the machine; tells whether all of it is gone. */
    public boolean kill() {
        return outer.kill();
    }

    /** Takes the groups away, once nobody lives in them. */
    public void remove() {
        outer.remove();
    }
}
