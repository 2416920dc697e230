package dev.sangja.runtime.limits;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A control group: processes that are limited, counted, frozen and killed together. It is a name for directories that
 * need not exist; {@link #create} makes them and {@link #remove} takes them away. Everything that it changes goes
 * through the recorded kernel port and throws {@link SyscallException} if the kernel refuses. Immutable; safe for use
 * by several threads as far as the kernel is.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
public abstract sealed class ControlGroup permits ControlGroupV1, ControlGroupV2 {
    static final String MEMBERS = "cgroup.procs";
    static final Duration FREEZING_TIME = Duration.ofSeconds(2);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,99}");
    private static final Duration KILLING_TIME = Duration.ofSeconds(5);
    private static final Duration REMOVAL_TIME = Duration.ofSeconds(2);
    private static final int SIGKILL = 9;
    private static final int MAXIMUM_SURVEYED = 512;

    final CgroupTree tree;
    final String path;
    final KernelFiles files;

    ControlGroup(CgroupTree tree, String path, KernelFiles files) {
        this.tree = tree;
        this.path = path;
        this.files = files;
    }

    abstract ControlGroup at(String otherPath, KernelFiles otherFiles);

    /** The group below this one of that name: letters, digits, {@code _} and {@code -}. */
    public final ControlGroup child(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a control group: " + name);
        }
        return at(path.isEmpty() ? name : path + "/" + name, files);
    }

    /** The same group, whose changes are recorded elsewhere. */
    public final ControlGroup recordedBy(Recorder recorder) {
        return at(path, new KernelFiles(files.linux().recordedBy(recorder)));
    }

    /** The same group, whose changes are made through that port. */
    public final ControlGroup through(Linux linux) {
        return at(path, new KernelFiles(linux));
    }

    /** Which design of control groups it belongs to. */
    public final CgroupVersion version() {
        return tree.version();
    }

    /** Its path below the tree's root, without a slash at either end; empty for the root. */
    public final String path() {
        return path;
    }

    /** Its directory in the hierarchy of that controller, if there is one. */
    public final Optional<Path> directory(Controller controller) {
        return tree.directory(controller).map(directory -> directory.resolve(path));
    }

    final List<Path> directories() {
        return tree.distinctDirectories().stream()
                .map(directory -> directory.resolve(path))
                .toList();
    }

    /** Whether it exists in every hierarchy. */
    public final boolean exists() {
        return directories().stream().allMatch(Files::isDirectory);
    }

    /** Makes it, and the groups above it below the root, ready for processes. What exists stays as it is. */
    public abstract void create();

    /**
     * Sets the limits that are present; one of zero or less lifts the limit. Nothing is undone if the kernel refuses
     * one.
     *
     * @return what was asked for and cannot be limited here, because the controller is missing
     */
    public abstract Set<LimitedResource> apply(LimitSpec limits);

    /** Moves a process, with all its threads, into this group; its children are born here. */
    public final void join(int pid) {
        memberFiles().forEach(file -> files.tell(file, Integer.toString(pid)));
    }

    /**
     * Moves one thread of a process into this group, where the kernel allows threads of a process to live apart: its
     * children, and a control group namespace that it makes, begin here.
     *
     * @param threadId as gettid(2) gives it
     * @return false if whole processes alone can be moved, as with version 2
     */
    public abstract boolean joinThread(int threadId);

    /** The files into which a process writes its own number, or 0, to move itself here. */
    public final List<Path> memberFiles() {
        return directories().stream()
                .map(directory -> directory.resolve(MEMBERS))
                .toList();
    }

    /**
     * Makes a group below this one and moves every process of this one there, so that this one may have further groups:
     * with version 2, a group holds either processes or groups with controllers.
     */
    public final void vacateInto(String name) {
        ControlGroup place = child(name);
        place.makeDirectories();
        // A process may fork while it is moved: look until nobody is left.
        boolean vacated = Patience.until(REMOVAL_TIME, () -> {
            members().forEach(pid -> ifAlive(() -> place.join(pid)));
            return members().isEmpty();
        });
        if (!vacated) {
            throw new IllegalStateException("processes keep appearing in " + directories());
        }
        place.create();
    }

    abstract void makeDirectories();

    /**
     * Gives the group away: its new owner may make groups below it and move processes about in it, but not change its
     * limits.
     */
    public final void giveTo(int user, int group) {
        for (Path directory : directories()) {
            files.linux().changeOwner(directory.toString(), user, group);
            for (String file : delegatedFiles()) {
                Path delegated = directory.resolve(file);
                if (Files.exists(delegated)) {
                    files.linux().changeOwner(delegated.toString(), user, group);
                }
            }
        }
    }

    abstract List<String> delegatedFiles();

    /**
     * Lets somebody move processes between the groups below this one, where the kernel asks for leave at the group
     * above both; version 2 does.
     */
    public abstract void letMove(int user, int group);

    /**
     * The processes in this very group, as the caller's PID namespace counts them; those it does not see are left out.
     */
    public final Set<Integer> members() {
        Set<Integer> pids = new TreeSet<>();
        for (Path directory : directories()) {
            for (String word : files.words(directory.resolve(MEMBERS))) {
                KernelFiles.parse(word).ifPresent(pid -> pids.add((int) pid));
            }
        }
        pids.remove(0);
        return pids;
    }

    /** The groups just below this one. */
    public final List<ControlGroup> children() {
        Set<String> names = new TreeSet<>();
        for (Path directory : directories()) {
            subdirectories(directory).forEach(child -> names.add(String.valueOf(child.getFileName())));
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        return names.stream().map(name -> at(prefix + name, files)).toList();
    }

    private static List<Path> subdirectories(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            entries.forEach(found::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** What this group and those below it use, and how often their limits acted; the first 512 of them. */
    public final GroupSurvey survey() {
        Map<String, GroupUsage> usage = new LinkedHashMap<>();
        List<ControlGroup> rest = new ArrayList<>(List.of(this));
        while (!rest.isEmpty() && usage.size() < MAXIMUM_SURVEYED) {
            ControlGroup next = rest.remove(0);
            usage.put(next.path.substring(path.length()).replaceFirst("^/", ""), next.usage());
            rest.addAll(next.children());
        }
        return new GroupSurvey(System.nanoTime(), usage);
    }

    /** What this very group says of itself. */
    abstract GroupUsage usage();

    /** Memory in use, without the page cache that could be given back at once; empty if nobody counts. */
    public abstract OptionalLong memoryInUse();

    /** Starts counting the peak of memory anew, where the kernel can and this process may; tells whether it did. */
    public abstract boolean resetMemoryPeak();

    /**
     * Stops every process in it and below it, until thawed; where there is nothing to freeze with, does nothing.
     *
     * @return whether all of them stand still; some may be waiting in the kernel
     */
    public abstract boolean freeze();

    /** Lets them go on. */
    public abstract void thaw();

    /**
     * Kills every process in it and below it, however fast they fork, and waits until they are gone.
     *
     * @return whether all are gone
     */
    public final boolean kill() {
        if (!exists()) {
            return true;
        }
        if (killAtOnce()) {
            return Patience.until(KILLING_TIME, () -> everybody().isEmpty());
        }
        return Patience.until(KILLING_TIME, () -> {
            Set<Integer> pids = everybody();
            if (!pids.isEmpty()) {
                freeze();
                everybody().forEach(pid -> ifAlive(() -> files.linux().kill(pid, SIGKILL)));
                // A frozen process dies only when it is thawed, and a group below may be frozen by itself.
                thawEverything();
            }
            return pids.isEmpty();
        });
    }

    private void thawEverything() {
        thaw();
        children().forEach(ControlGroup::thawEverything);
    }

    /** Kills them by one word to the kernel, where it takes one. */
    abstract boolean killAtOnce();

    /** The processes in it and below it. */
    final Set<Integer> everybody() {
        Set<Integer> pids = new TreeSet<>(members());
        children().forEach(child -> pids.addAll(child.everybody()));
        return pids;
    }

    private static void ifAlive(Runnable action) {
        try {
            action.run();
        } catch (SyscallException e) {
            // It ended by itself meanwhile.
            if (!KernelFiles.isErrno(e, Errno.ESRCH)) {
                throw e;
            }
        }
    }

    /**
     * Removes it and every group below it; all must be empty, of processes that are ending too. What does not exist is
     * removed already.
     */
    public final void remove() {
        directories().forEach(this::removeDirectory);
    }

    private void removeDirectory(Path directory) {
        subdirectories(directory).forEach(this::removeDirectory);
        long deadline = System.nanoTime() + REMOVAL_TIME.toNanos();
        Patience.until(REMOVAL_TIME.plusSeconds(1), () -> removed(directory, System.nanoTime() - deadline < 0));
    }

    private boolean removed(Path directory, boolean patient) {
        try {
            files.linux().removeDirectory(directory.toString());
            return true;
        } catch (SyscallException e) {
            if (KernelFiles.isErrno(e, Errno.ENOENT)) {
                return true;
            }
            // A process that has ended stays in its group until it is reaped.
            if (patient && KernelFiles.isErrno(e, Errno.EBUSY)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public final String toString() {
        return directories().toString();
    }
}
