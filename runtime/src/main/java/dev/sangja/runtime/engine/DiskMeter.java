package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.FileUse;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Measures what the files below a directory occupy, without leaving its file system. A file with several names counts
 * once, and so does one that has none any more and is still open. Bounded: it stops at so many files. Belongs to one
 * thread.
 */
final class DiskMeter {
    private final Linux linux;
    private final Path root;
    private final Path processes;
    private final int mostFiles;
    private final Path excluded;

    /** @param excluded a directory that does not count: it has a bound of its own */
    DiskMeter(Linux linux, Path root, Path processes, int mostFiles, Path excluded) {
        this.excluded = excluded;
        this.linux = linux;
        this.root = root;
        this.processes = processes;
        this.mostFiles = mostFiles;
    }

    /**
     * What was found.
     *
     * @param bytes allocated
     * @param files with directories and links
     * @param whole false if there were more files than are counted, or some lie too deep to be reached
     */
    record Reading(long bytes, int files, boolean whole) {}

    /** Looks at every file. */
    Reading read() {
        Count count = new Count(linux.use(root.toString()).device());
        count.below(root);
        count.nameless();
        return new Reading(count.bytes, count.files, count.whole);
    }

    /** One reading under way. */
    private final class Count {
        private final long device;
        private final Set<Long> linked = new HashSet<>();
        private final Deque<Path> open = new ArrayDeque<>();
        private long bytes;
        private int files;
        private boolean whole = true;

        Count(long device) {
            this.device = device;
        }

        void below(Path top) {
            open.push(top);
            while (!open.isEmpty() && whole) {
                Path directory = open.pop();
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                    for (Path entry : entries) {
                        if (entry.equals(excluded)) {
                            continue;
                        }
                        take(entry);
                        if (files > mostFiles) {
                            whole = false;
                            break;
                        }
                    }
                } catch (IOException | DirectoryIteratorException changing) {
                    // It was removed meanwhile, or replaced by something else: the next reading sees what is there.
                }
            }
        }

        private void take(Path path) {
            FileUse use;
            try {
                use = linux.use(path.toString());
            } catch (SyscallException failure) {
                if (failure.errno().name().equals("ENAMETOOLONG")) {
                    whole = false;
                }
                return;
            }
            if (use.device() == device || use.type() != FileUse.DIRECTORY) {
                add(use);
                if (use.type() == FileUse.DIRECTORY) {
                    open.push(path);
                }
            }
        }

        private void add(FileUse use) {
            files++;
            boolean several = use.type() != FileUse.DIRECTORY && use.links() != 1;
            if (!several || linked.add(use.inode())) {
                bytes += use.allocatedBytes();
            }
        }

        /** Files that have lost their names; see proc(5) on {@code /proc/PID/fd}. Those in memory count as memory. */
        void nameless() {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
                for (Path process : all) {
                    ofProcess(process.resolve("fd"));
                }
            } catch (IOException | DirectoryIteratorException changing) {
                // A process ended meanwhile, and with it its descriptors.
            }
        }

        private void ofProcess(Path descriptors) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
                for (Path descriptor : all) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.endsWith(" (deleted)") && !target.startsWith("/memfd:")) {
                        FileUse use = linux.useOfTarget(descriptor.toString());
                        if (use.type() == FileUse.REGULAR && use.links() == 0) {
                            add(use);
                        }
                    }
                }
            } catch (IOException | DirectoryIteratorException | SyscallException ended) {
                // The process, or its descriptor, is gone.
            }
        }
    }
}
