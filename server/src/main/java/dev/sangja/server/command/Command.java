package dev.sangja.server.command;

import java.util.List;

/** What one word after {@code ./sangja} does. */
interface Command {
    /**
     * Does it.
     *
     * @param words the words after the command's own
     * @return the exit code: 0 done, 1 failed
     * @throws UsageException if the words make no sense, before anything was done
     */
    int run(List<String> words, Console console) throws Exception;
}
