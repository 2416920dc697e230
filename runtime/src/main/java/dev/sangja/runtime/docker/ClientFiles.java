package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.option.Environment;
import dev.sangja.runtime.docker.option.OptionException;
import dev.sangja.runtime.docker.option.Paths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files that options name, read as the client would read them. */
final class ClientFiles {
    private static final int LARGEST = 1 << 20;

    private final CommandContext context;

    ClientFiles(CommandContext context) {
        this.context = context;
    }

    /** Files of variables first, and the variables that were given over them. */
    List<String> environment(List<String> files, List<String> given) {
        List<String> entries = new ArrayList<>();
        for (String file : files) {
            entries.addAll(Environment.file(file, variables(file), context.environment()));
        }
        given.forEach(entry -> entries.add(Environment.resolve(entry, context.environment())));
        return entries;
    }

    private byte[] variables(String name) {
        try {
            return read(name);
        } catch (IOException e) {
            throw new OptionException(Invocation.reason("open", name, e));
        }
    }

    byte[] read(String name) throws IOException {
        return context.files().read(Paths.resolve(context.workingDirectory(), name), LARGEST);
    }
}
