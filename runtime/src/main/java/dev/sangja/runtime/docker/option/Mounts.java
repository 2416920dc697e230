package dev.sangja.runtime.docker.option;

import dev.sangja.runtime.container.MountSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code --mount} takes: keys and values by comma. */
public final class Mounts {
    private Mounts() {}

    /**
     * Reads {@code type=bind,src=/a,dst=/b,ro} and the like; the source stays as it was given.
     *
     * @throws IllegalArgumentException with Docker's reason
     */
    public static MountSpec parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("EOF");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(",", -1)) {
            add(fields, field);
        }
        String type = fields.getOrDefault("type", "volume");
        String target = Optional.ofNullable(fields.get("target"))
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("target is required"));
        boolean tmpfsOptions = fields.containsKey("tmpfs-size") || fields.containsKey("tmpfs-mode");
        if (tmpfsOptions && !type.equals("tmpfs")) {
            throw new IllegalArgumentException("cannot mix 'tmpfs-*' options with mount type '" + type + "'");
        }
        boolean readOnly = readOnly(fields);
        Optional<String> source = Optional.ofNullable(fields.get("source")).filter(given -> !given.isEmpty());
        return switch (type) {
            case "bind" -> new MountSpec.Bind(source.orElse(""), target, readOnly, false);
            case "volume" -> new MountSpec.Volume(source, target, readOnly);
            case "tmpfs" -> new MountSpec.Tmpfs(target, tmpfsOptions(fields), readOnly);
            default -> throw new IllegalArgumentException("mount type unknown: \"" + type + "\"");
        };
    }

    /** The mount with a relative source made absolute. */
    public static MountSpec resolve(MountSpec mount, String workingDirectory) {
        return mount instanceof MountSpec.Bind bind && bind.source().startsWith(".")
                ? new MountSpec.Bind(
                        Paths.resolve(workingDirectory, bind.source()), bind.target(), bind.readOnly(), false)
                : mount;
    }

    private static void add(Map<String, String> fields, String field) {
        int equals = field.indexOf('=');
        String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
        if (equals < 0) {
            if (!key.equals("readonly") && !key.equals("ro")) {
                throw new IllegalArgumentException("invalid field '" + field + "' must be a key=value pair");
            }
            fields.put("readonly", "true");
            return;
        }
        String value = field.substring(equals + 1);
        switch (key) {
            case "type" -> fields.put(key, value.toLowerCase(Locale.ROOT));
            case "source", "src" -> fields.put("source", value);
            case "target", "dst", "destination" -> fields.put("target", value);
            case "readonly", "ro" -> fields.put("readonly", truth(key, value));
            case "tmpfs-size" -> fields.put(key, size(value));
            case "tmpfs-mode" -> fields.put(key, mode(value));
            default -> throw new IllegalArgumentException("unexpected key '" + key + "' in '" + field + "'");
        }
    }

    private static boolean readOnly(Map<String, String> fields) {
        return "true".equals(fields.get("readonly"));
    }

    private static String truth(String key, String value) {
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> "true";
            case "0", "f", "F", "false", "FALSE", "False" -> "false";
            default -> throw new IllegalArgumentException("invalid value for " + key + ": " + value);
        };
    }

    private static String size(String value) {
        try {
            return Long.toString(Quantities.bytes(value));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("invalid value for tmpfs-size: " + value, malformed);
        }
    }

    private static String mode(String value) {
        if (!value.matches("[0-7]{1,5}")) {
            throw new IllegalArgumentException("invalid value for tmpfs-mode: " + value);
        }
        return value;
    }

    private static String tmpfsOptions(Map<String, String> fields) {
        List<String> options = new ArrayList<>();
        Optional.ofNullable(fields.get("tmpfs-size")).ifPresent(size -> options.add("size=" + size));
        Optional.ofNullable(fields.get("tmpfs-mode")).ifPresent(mode -> options.add("mode=" + mode));
        return String.join(",", options);
    }
}
