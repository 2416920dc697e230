package dev.sangja.server;

import dev.sangja.server.command.CommandLine;
import dev.sangja.server.command.Console;
import java.util.List;

/** Where the program begins; {@code ./sangja} calls it. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine commands = CommandLine.standard(System.getenv());
        System.exit(commands.execute(List.of(arguments), Console.ofProcess()));
    }
}
