package dev.sangja.web.page;

import dev.sangja.web.machine.MachineStatus;
import dev.sangja.web.text.Words;

/**
 * What every page knows besides its own content.
 *
 * @param words the language and the time zone
 * @param path the page's address without its query, which the language links lead to
 * @param machine the learner's machine, for the bar
 */
public record Frame(Words words, String path, MachineStatus machine) {}
