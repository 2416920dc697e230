package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Journals from what strace(1) recorded of the lessons' own commands, one call a line in the order of entry. */
final class StraceJournal {
    private static final Pattern LINE =
            Pattern.compile("(\\d+) (\\w+)\\((.*)\\) = (\\?|-?\\d+|0x[0-9a-f]+)(?:<[^>]*>)?(.*)");
    private static final Pattern DURATION = Pattern.compile("<(\\d+\\.\\d+)>$");
    private static final Pattern ERROR = Pattern.compile(" (E[A-Z0-9]+) \\(([^)]*)\\)");
    private static final Pattern NAMED = Pattern.compile("(child_stack|flags|child_tidptr)=(.*)");
    private static final Pattern FLAGS = Pattern.compile("[A-Z][A-Z0-9_]+(\\|[A-Z0-9_x]+)*");
    private static final Pattern NETLINK = Pattern.compile("nlmsg_type=(RTM_[A-Z]+)");

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("execve", List.of("pathname", "argv", "envp")),
            Map.entry("exit_group", List.of("status")),
            Map.entry("wait4", List.of("pid", "wstatus", "options", "rusage")),
            Map.entry("unshare", List.of("flags")),
            Map.entry("setns", List.of("fd", "nstype")),
            Map.entry("mount", List.of("source", "target", "filesystemtype", "mountflags", "data")),
            Map.entry("umount2", List.of("target", "flags")),
            Map.entry("pivot_root", List.of("new_root", "put_old")),
            Map.entry("chroot", List.of("path")),
            Map.entry("sethostname", List.of("name", "len")),
            Map.entry("kill", List.of("pid", "sig")),
            Map.entry("prctl", List.of("op", "arg2", "arg3", "arg4", "arg5")),
            Map.entry("capset", List.of("hdrp", "datap")),
            Map.entry("setresuid", List.of("ruid", "euid", "suid")),
            Map.entry("setresgid", List.of("rgid", "egid", "sgid")),
            Map.entry("setgroups", List.of("size", "list")),
            Map.entry("openat", List.of("dirfd", "pathname", "flags", "mode")),
            Map.entry("write", List.of("fd", "buf", "count")),
            Map.entry("unlink", List.of("pathname")),
            Map.entry("unlinkat", List.of("dirfd", "pathname", "flags")),
            Map.entry("mkdir", List.of("pathname", "mode")),
            Map.entry("rmdir", List.of("pathname")),
            Map.entry("socket", List.of("domain", "type", "protocol")),
            Map.entry("bind", List.of("sockfd", "addr", "addrlen")),
            Map.entry("connect", List.of("sockfd", "addr", "addrlen")),
            Map.entry("listen", List.of("sockfd", "backlog")),
            Map.entry("sendto", List.of("sockfd", "buf", "size", "flags", "dest_addr", "addrlen")),
            Map.entry("sendmsg", List.of("sockfd", "msg", "flags")),
            Map.entry("posix_spawn", List.of("path", "argv")),
            Map.entry("seccomp", List.of("operation", "flags", "args")),
            Map.entry("mkdirat", List.of("dirfd", "pathname", "mode")),
            Map.entry("rename", List.of("oldpath", "newpath")),
            Map.entry("mknod", List.of("pathname", "mode", "dev")),
            Map.entry("fsopen", List.of("fsname", "flags")),
            Map.entry("move_mount", List.of("from_dirfd", "from_path", "to_dirfd", "to_path", "flags")),
            Map.entry("prlimit64", List.of("pid", "resource", "new_limit", "old_limit")),
            Map.entry("msgget", List.of("key", "msgflg")));

    private StraceJournal() {}

    /** The journal of that lesson's step. */
    static Journal ofStep(String step) {
        try (InputStream file = StraceJournal.class.getResourceAsStream("/traces/" + step + ".strace")) {
            if (file == null) {
                throw new IllegalArgumentException("no trace of " + step);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Calls of the learner's processes; a line that begins with "engine" or "container" is one of theirs. */
    static Journal parse(String text) {
        List<JournalEntry> entries = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            String call = line.strip().replaceFirst("^(engine|container) ", "");
            Origin origin = line.strip().startsWith("engine ")
                    ? Origin.ENGINE
                    : line.strip().startsWith("container ") ? Origin.CONTAINER : Origin.LEARNER;
            entries.add(entry(call, entries.size(), origin));
        }
        return new Journal(entries, 0);
    }

    private static JournalEntry entry(String line, int sequence, Origin origin) {
        Matcher parsed = LINE.matcher(line);
        if (!parsed.matches()) {
            throw new IllegalArgumentException("not a line of strace: " + line);
        }
        String name = parsed.group(2);
        String tail = parsed.group(5).strip();
        Matcher duration = DURATION.matcher(tail);
        long nanos = duration.find() ? Math.round(Double.parseDouble(duration.group(1)) * 1e9) : 0;
        return new JournalEntry(
                sequence,
                origin,
                Integer.parseInt(parsed.group(1)),
                "",
                origin == Origin.CONTAINER ? "c0ffee" : "",
                sequence * 1000L,
                nanos,
                new SyscallCall(name, arguments(name, split(parsed.group(3)))),
                outcome(parsed.group(4), " " + tail));
    }

    private static Outcome outcome(String result, String tail) {
        Matcher error = ERROR.matcher(tail);
        if (result.equals("-1") && error.find()) {
            return new Outcome.Failed(1, error.group(1), error.group(2));
        }
        return result.equals("?") ? new Outcome.Unfinished() : new Outcome.Returned(Long.decode(result));
    }

    private static List<Argument> arguments(String call, List<String> shown) {
        List<Argument> arguments = new ArrayList<>();
        List<String> names = NAMES.getOrDefault(call, List.of());
        for (int index = 0; index < shown.size(); index++) {
            Matcher named = NAMED.matcher(shown.get(index));
            if (named.matches()) {
                arguments.add(new Argument(named.group(1), value(call, named.group(1), named.group(2))));
            } else {
                String name = index < names.size() ? names.get(index) : "arg" + (index + 1);
                arguments.add(new Argument(name, value(call, name, shown.get(index))));
            }
        }
        return arguments;
    }

    private static ArgumentValue value(String call, String name, String shown) {
        if (NETLINK.matcher(shown).find()) {
            return shown.startsWith("{nlmsg_type") ? fields(shown) : netlink(shown);
        }
        if (shown.startsWith("\"")) {
            boolean cut = shown.endsWith("...");
            return new ArgumentValue.Text(unquote(cut ? shown.substring(0, shown.length() - 3) : shown), cut);
        }
        if (name.equals("argv")) {
            List<String> words = split(shown.substring(1, shown.length() - 1));
            return new ArgumentValue.Words(
                    words.stream().map(StraceJournal::unquote).toList(), false);
        }
        if (name.equals("fd") || name.equals("sockfd")) {
            boolean watched = shown.contains("</proc/") || shown.contains("</sys/fs/cgroup/") || call.equals("setns");
            String number = shown.replaceFirst("<.*", "");
            return watched ? new ArgumentValue.Symbol(shown) : new ArgumentValue.Whole(Long.parseLong(number));
        }
        if (shown.startsWith("{")) {
            return fields(shown);
        }
        if (shown.equals("NULL") || shown.startsWith("0x")) {
            return new ArgumentValue.Address(shown.equals("NULL") ? 0 : Long.decode(shown.replaceFirst(" .*", "")));
        }
        if (shown.matches("-?\\d+") && !shown.matches("0\\d+")) {
            return name.endsWith("flags") && shown.equals("0")
                    ? new ArgumentValue.Flags(List.of(), 0)
                    : new ArgumentValue.Whole(Long.parseLong(shown));
        }
        boolean flags = name.endsWith("flags") || name.equals("nstype");
        return flags && FLAGS.matcher(shown).matches()
                ? new ArgumentValue.Flags(List.of(shown.split("\\|", -1)), 0)
                : new ArgumentValue.Symbol(shown);
    }

    private static ArgumentValue fields(String shown) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : split(shown.substring(1, shown.length() - 1))) {
            String[] halves = field.split("=", 2);
            if (halves.length == 2) {
                fields.put(halves[0], halves[1]);
            } else if (field.startsWith("inet_pton(AF_INET6, ")) {
                fields.put(
                        "sin6_addr",
                        field.substring("inet_pton(AF_INET6, ".length()).replaceFirst(",.*", ""));
            }
        }
        return new ArgumentValue.Fields(fields);
    }

    /** The fields of the message that a tracer of ours decodes, flat. */
    private static ArgumentValue netlink(String shown) {
        Map<String, String> fields = new LinkedHashMap<>();
        take(fields, "nlmsg_type", "nlmsg_type=(RTM_[A-Z]+)", shown);
        take(fields, "ifi_index", "ifi_index=if_nametoindex\\(\"[^\"]*\"\\)()", shown);
        take(fields, "ifi_flags", "ifi_flags=(IFF_[A-Z_|]+)", shown);
        if (shown.contains("ifi_change=0x1")) {
            fields.put("ifi_change", "IFF_UP");
        }
        take(fields, "ifa_prefixlen", "ifa_prefixlen=(\\d+)", shown);
        take(fields, "IFLA_IFNAME", "IFLA_IFNAME}, (\"[^\"]*\")", shown);
        take(fields, "IFLA_INFO_KIND", "IFLA_INFO_KIND}, (\"[^\"]*\")", shown);
        take(fields, "IFLA_NET_NS_PID", "IFLA_NET_NS_PID}, (\\d+)", shown);
        take(fields, "IFLA_MASTER", "IFLA_MASTER}, (\\d+)", shown);
        take(fields, "IFA_LOCAL", "IFA_LOCAL}, inet_addr\\(\"([^\"]*)\"\\)", shown);
        take(fields, "RTA_GATEWAY", "RTA_GATEWAY}, inet_addr\\(\"([^\"]*)\"\\)", shown);
        return new ArgumentValue.Fields(fields);
    }

    private static void take(Map<String, String> fields, String name, String pattern, String shown) {
        Matcher found = Pattern.compile(pattern).matcher(shown);
        if (found.find()) {
            fields.put(name, found.group(1).isEmpty() ? "7" : found.group(1));
        }
    }

    /** Splits at commas that are in no bracket and no quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter == '\\') {
                index++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && "([{".indexOf(letter) >= 0) {
                depth++;
            } else if (!quoted && ")]}".indexOf(letter) >= 0) {
                depth--;
            } else if (!quoted && depth == 0 && letter == ',') {
                parts.add(text.substring(from, index).strip());
                from = index + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(from).strip());
        }
        return parts;
    }

    private static String unquote(String quoted) {
        return quoted.substring(1, quoted.length() - 1)
                .replace("\\\"", "\"")
                .replace("\\n", "\n")
                .replace("\\\\", "\\");
    }
}
