package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import java.util.List;

/** The flags of {@code docker build}. */
final class BuildFlags {
    static final Flag<List<String>> TAG = Flag.list('t', "tag");
    static final Flag<String> FILE = Flag.text('f', "file");
    static final Flag<List<String>> BUILD_ARG = Flag.list("build-arg");
    static final Flag<List<String>> LABEL = Flag.list("label");
    static final Flag<List<String>> SECRET = Flag.list("secret");
    static final Flag<String> TARGET = Flag.text("target");
    static final Flag<String> NETWORK = Flag.text("network");
    static final Flag<String> PROGRESS = Flag.text("progress");
    static final Flag<Boolean> NO_CACHE = Flag.toggle("no-cache");
    static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    static final Flag<Boolean> CHECK = Flag.toggle("check");

    static final FlagSet ALL = FlagSet.of(
                    TAG, FILE, BUILD_ARG, LABEL, SECRET, TARGET, NETWORK, PROGRESS, NO_CACHE, QUIET, CHECK)
            .notHere(
                    "add-host",
                    "allow",
                    "annotation",
                    "attest",
                    "build-context",
                    "builder",
                    "cache-from",
                    "cache-to",
                    "call",
                    "cgroup-parent",
                    "debug",
                    "iidfile",
                    "load",
                    "metadata-file",
                    "no-cache-filter",
                    "output",
                    "o",
                    "platform",
                    "policy",
                    "provenance",
                    "pull",
                    "push",
                    "sbom",
                    "shm-size",
                    "ssh",
                    "ulimit");

    private BuildFlags() {}
}
