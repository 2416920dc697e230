package dev.sangja.runtime.container;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Every container of one engine, in memory and on disk. It knows names and states, and makes no system calls beyond its
 * files. Safe for use by several threads: a change is on disk before anybody sees it.
 */
public final class ContainerRegister {
    private final Object lock = new Object();
    private final Map<ContainerId, ContainerRecord> containers = new LinkedHashMap<>();
    private final ContainerFiles files;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * Reads what an earlier engine left: what ran then is lost now.
     *
     * @param directory where each container has a directory named by its id; made if it is not there
     */
    public ContainerRegister(Path directory, Clock clock, RandomGenerator random) {
        this.files = new ContainerFiles(directory);
        this.clock = clock;
        this.random = random;
        Instant now = clock.instant();
        files.readAll().stream()
                .sorted(Comparator.comparing(ContainerRecord::createdAt)
                        .thenComparing(record -> record.id().value()))
                .forEach(record -> {
                    ContainerRecord survivor = record.apply(new ContainerEvent.Lost(now));
                    if (!survivor.equals(record)) {
                        files.write(survivor);
                    }
                    containers.put(survivor.id(), survivor);
                });
    }

    /** Every container, oldest first. */
    public List<ContainerRecord> all() {
        synchronized (lock) {
            return List.copyOf(containers.values());
        }
    }

    /**
     * The container of that id.
     *
     * @throws ContainerProblem.NoSuchContainer if it has been removed
     */
    public ContainerRecord get(ContainerId id) {
        synchronized (lock) {
            return Optional.ofNullable(containers.get(id))
                    .orElseThrow(() -> new ContainerProblem.NoSuchContainer(id.value()));
        }
    }

    /**
     * Makes a container, as a record.
     *
     * @param processors how many the machine has
     * @throws ContainerProblem where {@link SpecRules} refuses it, its name is taken, or there is nothing to run
     */
    public ContainerRecord create(ContainerSpec spec, ImageDetails image, int processors) {
        SpecRules.check(spec, processors);
        spec.name().ifPresent(SpecRules::checkName);
        synchronized (lock) {
            spec.name().ifPresent(name -> requireFree(name));
            String name = spec.name()
                    .orElseGet(() -> ContainerNames.propose(
                            random, taken -> holder(taken).isPresent()));
            ContainerRecord created =
                    ContainerRecord.created(ContainerId.random(random), name, image, spec, clock.instant());
            if (created.process().words().isEmpty()) {
                throw new ContainerProblem.InvalidParameter("no command specified");
            }
            store(created);
            return created;
        }
    }

    /**
     * Applies what happened, and wakes whoever waits for it.
     *
     * @throws ContainerProblem.NoSuchContainer if it has been removed
     * @throws IllegalStateException where it cannot have happened
     */
    public ContainerRecord apply(ContainerId id, ContainerEvent event) {
        synchronized (lock) {
            ContainerRecord after = get(id).apply(event);
            store(after);
            return after;
        }
    }

    /**
     * Gives a container another name.
     *
     * @throws ContainerProblem if the name cannot be used
     */
    public ContainerRecord rename(ContainerId id, String name) {
        SpecRules.checkName(name);
        synchronized (lock) {
            if (get(id).name().equals(name)) {
                throw new ContainerProblem.InvalidParameter(
                        "Renaming a container with the same name as its current name");
            }
            requireFree(name);
            return apply(id, new ContainerEvent.Renamed(name));
        }
    }

    /** Forgets a container; what is left in its directory is for the engine to delete. */
    public void remove(ContainerId id) {
        synchronized (lock) {
            get(id);
            files.delete(id);
            containers.remove(id);
            lock.notifyAll();
        }
    }

    /**
     * Waits until the container is as asked, or removed.
     *
     * @return the container, or empty if it was removed first
     * @throws CancellationException once it is cancelled
     */
    public Optional<ContainerRecord> await(
            ContainerId id, Predicate<ContainerRecord> condition, Cancellation cancellation) {
        Cancellation.Registration registration = cancellation.onCancel(this::wake);
        try {
            synchronized (lock) {
                while (true) {
                    cancellation.check();
                    Optional<ContainerRecord> current = Optional.ofNullable(containers.get(id));
                    if (current.isEmpty() || condition.test(current.get())) {
                        return current;
                    }
                    lock.wait();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            registration.close();
        }
    }

    /** Where that container's files lie. */
    public Path directory(ContainerId id) {
        return files.of(id);
    }

    /** Directories of containers whose making or removal was cut short, to be deleted when the engine starts. */
    public List<Path> leftovers() {
        return new ArrayList<>(files.leftovers());
    }

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    private void store(ContainerRecord container) {
        files.write(container);
        containers.put(container.id(), container);
        lock.notifyAll();
    }

    private void requireFree(String name) {
        holder(name).ifPresent(other -> {
            throw new ContainerProblem.NameInUse(name, other.id());
        });
    }

    private Optional<ContainerRecord> holder(String name) {
        return containers.values().stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }
}
