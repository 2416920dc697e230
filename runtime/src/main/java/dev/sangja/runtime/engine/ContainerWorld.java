package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.SecuritySpec;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.seccomp.ContainerDefaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Takes from a thread the powers that a container's process may not have. */
final class ContainerWorld {
    private ContainerWorld() {}

    /**
     * The capabilities that a specification leaves: Docker's default set, with what was added and without what was
     * dropped.
     */
    static Set<Capability> capabilities(SecuritySpec security) {
        EnumSet<Capability> kept = EnumSet.noneOf(Capability.class);
        kept.addAll(ContainerDefaults.capabilities());
        if (security.capabilitiesDropped().contains("ALL")) {
            kept.clear();
        }
        if (security.capabilitiesAdded().contains("ALL")) {
            kept.addAll(Capability.all());
        }
        security.capabilitiesAdded().forEach(name -> Capability.named(name).ifPresent(kept::add));
        security.capabilitiesDropped().forEach(name -> Capability.named(name).ifPresent(kept::remove));
        // What the learner lacks in the workbench, no container of the learner's has.
        kept.removeAll(Workbench.WITHHELD);
        return kept;
    }

    /** Makes the thread that user, with those capabilities and behind those filters. The order matters. */
    static void confine(Linux linux, ContainerUser user, Set<Capability> kept, List<byte[]> filters, boolean manyIds) {
        for (Capability capability : Capability.values()) {
            if (!kept.contains(capability)) {
                drop(linux, capability);
            }
        }
        if (manyIds) {
            linux.setGroups(user.group());
        }
        if (user.group() != 0) {
            become(user, () -> linux.setGroup(user.group()));
        }
        if (user.user() != 0) {
            // The kernel clears the effective and permitted sets when the last id 0 goes; capabilities(7).
            become(user, () -> linux.setUser(user.user()));
        } else {
            linux.setCapabilities(kept, kept, Set.of());
        }
        linux.setNoNewPrivileges();
        filters.forEach(linux::installFilter);
    }

    private static void become(ContainerUser user, Runnable change) {
        try {
            change.run();
        } catch (SyscallException refused) {
            throw ContainerProblem.CommandFailed.before("cannot run as " + user.user() + ":" + user.group()
                    + ": this machine has only the id 0 (" + refused.getMessage() + ")");
        }
    }

    private static void drop(Linux linux, Capability capability) {
        try {
            linux.dropFromBoundingSet(capability);
        } catch (SyscallException failure) {
            // EINVAL: this kernel does not know the capability, so nobody has it.
            if (!failure.errno().equals(Errno.EINVAL)) {
                throw failure;
            }
        }
    }

    /** Where a program is, as the calling thread sees it. */
    static String program(String name, List<String> environment) {
        if (name.contains("/")) {
            require(name, Path.of(name));
            return name;
        }
        String path = environment.stream()
                .filter(entry -> entry.startsWith("PATH="))
                .map(entry -> entry.substring("PATH=".length()))
                .findFirst()
                .orElse("");
        for (String directory : path.split(":", -1)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        throw ContainerProblem.CommandFailed.notFound(name);
    }

    private static void require(String name, Path program) {
        if (!Files.exists(program)) {
            throw ContainerProblem.CommandFailed.notFound(name);
        }
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw ContainerProblem.CommandFailed.notExecutable(name, "permission denied");
        }
    }
}
