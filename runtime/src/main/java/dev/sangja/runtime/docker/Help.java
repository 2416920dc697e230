package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.format.DisplayWidth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Help texts, in the layout of the docker command's. */
final class Help {
    private static final int LEAST_TEXT = 24;

    private final Messages messages;
    private final int columns;

    Help(Messages messages, int columns) {
        this.messages = messages;
        this.columns = columns;
    }

    /** The help of a verb, by all the names under which it can be called. */
    String verb(Syntax syntax, String command, List<String> names) {
        StringBuilder text = new StringBuilder(usage(syntax, command)).append('\n');
        wrap(text, "", messages.text("command." + syntax.key()), "");
        if (names.size() > 1) {
            text.append('\n').append(messages.text("help.aliases")).append("\n  ");
            text.append(String.join(", ", names)).append('\n');
        }
        options(text, syntax.flags(), syntax.key(), messages.text("help.options"));
        return text.toString();
    }

    /** The first lines of a verb's help, which also follow a mistake. */
    static String usage(Syntax syntax, String command) {
        StringBuilder text = new StringBuilder("Usage:");
        String lead = "  ";
        for (String form : syntax.forms()) {
            text.append(lead).append((command + " " + form).strip()).append('\n');
            lead = "\t";
        }
        return text.toString();
    }

    /** The help of a group of verbs. */
    String group(String command, String key, Map<String, Verb> verbs) {
        StringBuilder text = new StringBuilder("Usage:  " + command + " COMMAND\n\n");
        wrap(text, "", messages.text("group." + key), "");
        text.append('\n').append(messages.text("help.commands")).append('\n');
        commands(text, verbs, widest(verbs.keySet()));
        text.append("\n").append(messages.text("help.more", command)).append('\n');
        return text.toString();
    }

    /** The help of the whole command. */
    String whole(Map<String, Verb> verbs, List<String> groups, FlagSet global) {
        StringBuilder text = new StringBuilder("Usage:  docker [OPTIONS] COMMAND\n\n");
        wrap(text, "", messages.text("help.docker"), "");
        text.append('\n').append(messages.text("help.groups")).append('\n');
        int width = Math.max(widest(groups), widest(verbs.keySet()));
        groups.forEach(group -> entry(text, group, width, messages.text("group." + group)));
        text.append('\n').append(messages.text("help.commands")).append('\n');
        commands(text, verbs, width);
        options(text, global, "docker", messages.text("help.global"));
        text.append('\n').append(messages.text("help.more", "docker")).append('\n');
        return text.toString();
    }

    private static int widest(Collection<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private void commands(StringBuilder text, Map<String, Verb> verbs, int width) {
        verbs.forEach((name, verb) -> entry(
                text, name, width, messages.text("command." + verb.syntax().key())));
    }

    private void entry(StringBuilder text, String name, int width, String meaning) {
        String lead = "  " + DisplayWidth.pad(name, width) + "   ";
        wrap(text, lead, meaning, " ".repeat(DisplayWidth.of(lead)));
    }

    private void options(StringBuilder text, FlagSet flags, String key, String title) {
        List<Flag<?>> sorted = flags.sorted();
        if (sorted.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        List<String> leads = sorted.stream().map(Help::lead).toList();
        int width = leads.stream().mapToInt(String::length).max().orElse(0) + 3;
        for (int i = 0; i < leads.size(); i++) {
            String meaning = messages.flag(key, sorted.get(i).name());
            wrap(text, DisplayWidth.pad(leads.get(i), width), meaning, " ".repeat(width));
        }
    }

    private static String lead(Flag<?> flag) {
        String letter = flag.shorthand().map(c -> "-" + c + ", ").orElse("    ");
        String label = flag.kind().label().isEmpty() ? "" : " " + flag.kind().label();
        return "  " + letter + "--" + flag.name() + label;
    }

    /** Breaks a text at its spaces, behind a lead in its first line and an indent in the others. */
    private void wrap(StringBuilder text, String lead, String meaning, String indent) {
        int room = Math.max(LEAST_TEXT, columns - DisplayWidth.of(indent));
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : meaning.split(" ", -1)) {
            String last = lines.get(lines.size() - 1);
            String longer = last.isEmpty() ? word : last + " " + word;
            if (last.isEmpty() || DisplayWidth.of(longer) <= room) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(word);
            }
        }
        text.append(lead).append(String.join("\n" + indent, lines)).append('\n');
    }
}
