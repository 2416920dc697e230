package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.SeccompChoice;
import dev.sangja.runtime.docker.option.OptionException;
import java.io.IOException;
import java.util.List;

/** What {@code --security-opt} asks for. */
record SecurityOptions(SeccompChoice seccomp, boolean noNewPrivileges) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SecurityOptions read(List<String> options, ClientFiles files) {
        SecurityOptions read = new SecurityOptions(new SeccompChoice.Default(), false);
        for (String option : options) {
            read = read.with(option, files);
        }
        return read;
    }

    private SecurityOptions with(String option, ClientFiles files) {
        if (option.equals("no-new-privileges")) {
            return new SecurityOptions(seccomp, true);
        }
        // Docker takes an equals sign, and the colon of its early days.
        String[] parts = option.contains("=") ? option.split("=", 2) : option.split(":", 2);
        if (parts.length < 2) {
            throw new OptionException("Invalid --security-opt: \"" + option + "\"");
        }
        return switch (parts[0]) {
            case "no-new-privileges" -> new SecurityOptions(seccomp, truth(parts[1]));
            case "seccomp" -> new SecurityOptions(seccomp(parts[1], files), noNewPrivileges);
            case "apparmor", "label", "systempaths", "writable-cgroups" ->
                throw new ContainerProblem.NotHere("--security-opt " + parts[0]);
            default -> throw new InvalidParameter("invalid --security-opt 2: \"" + option + "\"");
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new InvalidParameter("invalid --security-opt 2: \"no-new-privileges=" + text + "\"");
        };
    }

    private static SeccompChoice seccomp(String value, ClientFiles files) {
        if (value.equals("unconfined")) {
            return new SeccompChoice.Unconfined();
        }
        if (value.equals("builtin")) {
            return new SeccompChoice.Default();
        }
        byte[] content;
        try {
            content = files.read(value);
        } catch (IOException e) {
            throw new OptionException(
                    "opening seccomp profile (" + value + ") failed: " + Invocation.reason("open", value, e));
        }
        try {
            return new SeccompChoice.Profile(
                    JSON.readTree(new String(content, UTF_8)).toString());
        } catch (JsonProcessingException e) {
            throw new OptionException("compacting json for seccomp profile (" + value + ") failed: line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": "
                    + e.getOriginalMessage());
        }
    }
}
