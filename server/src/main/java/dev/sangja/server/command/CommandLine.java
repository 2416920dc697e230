package dev.sangja.server.command;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the command that a command line names, and turns what became of it into an exit code. */
public final class CommandLine {
    private static final Logger LOG = LoggerFactory.getLogger(CommandLine.class);
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Map<String, Command> commands;

    private CommandLine(Map<String, Command> commands) {
        this.commands = commands;
    }

    /** Every command of the product. */
    public static CommandLine standard(Map<String, String> environment) {
        return new CommandLine(Map.of(
                "serve", new ServeCommand(environment),
                "doctor", new DoctorCommand(environment),
                "lesson", new LessonTestCommand(environment),
                "run", new RunCommand(environment),
                "bench", new BenchCommand(environment),
                "rehearse", new RehearseCommand()));
    }

    /**
     * Executes a command line.
     *
     * @return the process's exit code: 0 done, 1 failed, 2 misused
     */
    public int execute(List<String> words, Console console) {
        Optional<Command> command = words.stream().findFirst().map(commands::get);
        try {
            if (command.isEmpty()) {
                String name = words.isEmpty() ? "" : words.get(0);
                throw new UsageException("그런 명령이 없습니다: " + name, "there is no such command: " + name);
            }
            return command.get().run(words.subList(1, words.size()), console);
        } catch (UsageException misuse) {
            console.error().println("sangja: " + misuse.message(console.language()));
            console.warn("./sangja help를 보십시오.", "See ./sangja help.");
            return MISUSED;
        } catch (UncheckedIOException failure) {
            console.error().println("sangja: " + failure.getMessage() + ": " + failure.getCause());
            return FAILED;
        } catch (Exception failure) {
            LOG.error("the command failed", failure);
            return FAILED;
        }
    }
}
