package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What process 1 of a container is, once what was asked for and what the image says have been put together. It does not
 * change any more, whatever becomes of the image's name.
 *
 * @param environment as inspection shows it; what the process gets is {@link #environmentFor}
 * @param workingDirectory absolute
 * @param user empty for root
 */
public record ResolvedProcess(
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        String workingDirectory,
        String user,
        Map<String, String> labels,
        List<PortSpec.Port> exposed,
        Signal stopSignal) {
    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public ResolvedProcess {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        requireNonNull(workingDirectory, "workingDirectory");
        requireNonNull(user, "user");
        labels = Map.copyOf(labels);
        exposed = List.copyOf(exposed);
        requireNonNull(stopSignal, "stopSignal");
    }

    /** Puts both together by Docker's rules: an entrypoint that was given takes the image's command away too. */
    public static ResolvedProcess of(ContainerSpec spec, ImageDefaults image) {
        ProcessSpec asked = spec.process();
        List<String> entrypoint = asked.entrypoint()
                .map(words -> words.equals(List.of("")) ? List.<String>of() : words)
                .orElse(image.entrypoint());
        List<String> command =
                asked.entrypoint().isPresent() || !asked.command().isEmpty() ? asked.command() : image.command();
        Map<String, String> labels = new LinkedHashMap<>(image.labels());
        labels.putAll(spec.labels());
        List<PortSpec.Port> exposed = new ArrayList<>(image.exposed());
        exposed.addAll(spec.ports().exposed());
        spec.ports().bindings().forEach(binding -> exposed.add(binding.port()));
        String directory = asked.workingDirectory().orElse(image.workingDirectory());
        return new ResolvedProcess(
                entrypoint,
                command,
                merge(asked.environment(), image.environment()),
                directory.isEmpty() ? "/" : directory,
                asked.user().orElse(image.user()),
                labels,
                exposed.stream().distinct().toList(),
                spec.life().stopSignal().or(image::stopSignal).orElse(Signal.TERM));
    }

    /** The program and its arguments. */
    public List<String> words() {
        List<String> words = new ArrayList<>(entrypoint);
        words.addAll(command);
        return List.copyOf(words);
    }

    /**
     * The environment of process 1 or of a further process: PATH, HOSTNAME and, on a terminal, TERM, under what was
     * asked for, under what is added. HOME is not in it: it depends on the user, which only the container's own files
     * tell.
     */
    public List<String> environmentFor(String hostname, boolean terminal, List<String> added) {
        Map<String, String> merged = new LinkedHashMap<>();
        merged.put("PATH", DEFAULT_PATH);
        merged.put("HOSTNAME", hostname);
        if (terminal) {
            merged.put("TERM", "xterm");
        }
        environment.forEach(entry -> put(merged, entry));
        added.forEach(entry -> put(merged, entry));
        return merged.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static List<String> merge(List<String> asked, List<String> image) {
        List<String> names = asked.stream().map(ResolvedProcess::name).toList();
        List<String> merged = new ArrayList<>(asked);
        image.stream().filter(entry -> !names.contains(name(entry))).forEach(merged::add);
        return merged;
    }

    private static void put(Map<String, String> merged, String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            merged.remove(entry);
        } else {
            merged.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
    }

    private static String name(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? entry : entry.substring(0, equals);
    }
}
