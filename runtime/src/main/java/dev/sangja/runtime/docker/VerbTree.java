package dev.sangja.runtime.docker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every verb by its names. Immutable. */
final class VerbTree {
    /** A verb that was found. */
    record Found(Verb verb, String command) {}

    private final Map<String, Verb> top = new TreeMap<>();
    private final Map<String, Map<String, Verb>> groups = new TreeMap<>();
    private final Map<String, String> synonyms = Map.of("list", "ls", "remove", "rm");

    VerbTree() {
        PsVerb ps = new PsVerb();
        ImagesVerb images = new ImagesVerb();
        InfoVerb info = new InfoVerb();
        Map<String, Verb> container = new TreeMap<>();
        container.put("run", new RunVerb());
        container.put("create", new CreateVerb());
        container.put("start", new StartVerb());
        container.put("stop", StopVerb.stop());
        container.put("restart", StopVerb.restart());
        container.put("kill", new KillVerb());
        container.put("rm", new RemoveVerb());
        container.put("pause", EachVerb.pause());
        container.put("unpause", EachVerb.unpause());
        container.put("wait", new WaitVerb());
        container.put("exec", new ExecVerb());
        container.put("logs", new LogsVerb());
        container.put("top", new TopVerb());
        container.put("stats", new StatsVerb());
        container.put("diff", new DiffVerb());
        container.put("cp", new CopyVerb());
        container.put("export", new ExportVerb());
        container.put("rename", new RenameVerb());
        container.put("update", new UpdateVerb());
        container.put("port", new PortVerb());
        top.putAll(container);
        top.put("ps", ps);
        top.put("images", images);
        top.put("inspect", InspectVerb.any());
        top.put("info", info);
        top.put("version", new VersionVerb());
        container.put("ls", ps);
        container.put("ps", ps);
        container.put("inspect", InspectVerb.container());
        groups.put("container", container);
        groups.put("image", new TreeMap<>(Map.of("ls", images, "inspect", InspectVerb.image())));
        groups.put("system", new TreeMap<>(Map.of("info", info)));
    }

    Map<String, Verb> top() {
        return new TreeMap<>(top);
    }

    List<String> groupNames() {
        return List.copyOf(groups.keySet());
    }

    /** The verbs of a group; empty if there is no such group. */
    Optional<Map<String, Verb>> group(String name) {
        return Optional.ofNullable(groups.get(name)).map(TreeMap::new);
    }

    Optional<Found> find(String name) {
        return Optional.ofNullable(top.get(name)).map(verb -> new Found(verb, "docker " + name));
    }

    Optional<Found> find(String group, String name) {
        Map<String, Verb> verbs = groups.getOrDefault(group, Map.of());
        String known = synonyms.getOrDefault(name, name);
        return Optional.ofNullable(verbs.get(known)).map(verb -> new Found(verb, "docker " + group + " " + name));
    }

    /** Every way to call that verb. */
    List<String> names(Verb verb) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        groups.forEach((group, verbs) -> verbs.forEach((name, other) -> {
            if (other == verb) {
                names.put("docker " + group + " " + name, true);
            }
        }));
        top.forEach((name, other) -> {
            if (other == verb) {
                names.put("docker " + name, true);
            }
        });
        return List.copyOf(names.keySet());
    }
}
