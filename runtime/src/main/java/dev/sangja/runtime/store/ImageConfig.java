package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image says of itself. Source: OCI image specification, config.md.
 *
 * @param created when it was built
 * @param architecture as Go names it: {@code amd64}, {@code arm64}
 * @param os always {@code linux} here
 * @param config how a container of it is started
 * @param rootfs its layers by the digest of their uncompressed archive
 * @param history how it came about, the oldest step first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageConfig(
        Optional<Instant> created,
        String architecture,
        String os,
        Execution config,
        RootFileSystem rootfs,
        List<Step> history) {
    public ImageConfig {
        requireNonNull(created, "created");
        requireNonNull(architecture, "architecture");
        requireNonNull(os, "os");
        requireNonNull(config, "config");
        requireNonNull(rootfs, "rootfs");
        history = List.copyOf(history);
    }

    /**
     * How a container of the image is started, unless told otherwise.
     *
     * @param user name or number, with an optional group after a colon; empty means root
     * @param exposedPorts {@code 8080/tcp}; the values are empty objects
     * @param environment {@code NAME=value}
     * @param entryPoint the program with its first arguments
     * @param command further arguments, or the program if there is no entry point
     * @param volumes paths that are kept outside the container; the values are empty objects
     * @param workingDirectory where the program starts; empty means {@code /}
     * @param labels free names and values
     * @param stopSignal a signal's name or number; empty means SIGTERM
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Execution(
            @JsonProperty("User") String user,
            @JsonProperty("ExposedPorts") Map<String, Map<String, String>> exposedPorts,
            @JsonProperty("Env") List<String> environment,
            @JsonProperty("Entrypoint") List<String> entryPoint,
            @JsonProperty("Cmd") List<String> command,
            @JsonProperty("Volumes") Map<String, Map<String, String>> volumes,
            @JsonProperty("WorkingDir") String workingDirectory,
            @JsonProperty("Labels") Map<String, String> labels,
            @JsonProperty("StopSignal") String stopSignal) {
        /** What Docker gives an image that says nothing. */
        public static final String DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

        public Execution {
            exposedPorts = Collections.unmodifiableMap(new TreeMap<>(exposedPorts));
            environment = List.copyOf(environment);
            entryPoint = List.copyOf(entryPoint);
            command = List.copyOf(command);
            volumes = Collections.unmodifiableMap(new TreeMap<>(volumes));
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        /** Nothing but a search path. */
        public static Execution empty() {
            return new Execution("", Map.of(), List.of(DEFAULT_PATH), List.of(), List.of(), Map.of(), "", Map.of(), "");
        }
    }

    /**
     * The layers.
     *
     * @param type always {@code layers}
     * @param diffIds from the lowest to the upmost
     */
    public record RootFileSystem(
            String type, @JsonProperty("diff_ids") List<Digest> diffIds) {
        public RootFileSystem {
            diffIds = List.copyOf(diffIds);
        }

        public static RootFileSystem of(List<Digest> diffIds) {
            return new RootFileSystem("layers", diffIds);
        }
    }

    /**
     * One step of how the image came about.
     *
     * @param created when
     * @param createdBy the command
     * @param comment free text
     * @param emptyLayer whether it made no layer
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Step(
            Optional<Instant> created,
            @JsonProperty("created_by") String createdBy,
            String comment,

            @JsonProperty("empty_layer") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            boolean emptyLayer) {}
}
