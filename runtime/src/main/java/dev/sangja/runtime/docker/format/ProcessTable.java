package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.ContainerProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The processes of a container as {@code docker top} shows them, in the columns of ps(1) that were asked for. */
public final class ProcessTable {
    private static final int LEAST_WIDTH = 20;
    private static final long KIBI = 1024;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A column: its header, and what stands in it. */
    private record Column(String header, BiFunction<ContainerProcess, Instant, String> cell) {}

    private static final Map<String, Column> COLUMNS = Map.ofEntries(
            Map.entry("user", new Column("USER", (process, now) -> process.user())),
            Map.entry("pid", new Column("PID", (process, now) -> Integer.toString(process.pid()))),
            Map.entry("ppid", new Column("PPID", (process, now) -> Integer.toString(process.parent()))),
            Map.entry("c", new Column("C", (process, now) -> Long.toString(Math.round(share(process, now))))),
            Map.entry(
                    "%cpu",
                    new Column("%CPU", (process, now) -> String.format(Locale.ROOT, "%.1f", share(process, now)))),
            Map.entry("stime", new Column("STIME", (process, now) -> started(process.startedAt(), now))),
            Map.entry("start", new Column("START", (process, now) -> started(process.startedAt(), now))),
            Map.entry(
                    "etime",
                    new Column("ELAPSED", (process, now) -> elapsed(Duration.between(process.startedAt(), now)))),
            Map.entry("tty", new Column("TT", (process, now) -> process.terminal())),
            Map.entry("stat", new Column("STAT", (process, now) -> process.state())),
            Map.entry("time", new Column("TIME", (process, now) -> clock(process.processorTime()))),
            Map.entry("vsz", new Column("VSZ", (process, now) -> Long.toString(process.virtualBytes() / KIBI))),
            Map.entry("rss", new Column("RSS", (process, now) -> Long.toString(process.residentBytes() / KIBI))),
            Map.entry("comm", new Column("COMMAND", (process, now) -> process.command())),
            Map.entry("args", new Column("COMMAND", (process, now) -> line(process))));

    private static final Map<String, String> ALIASES = Map.of(
            "uid", "user", "euser", "user", "pcpu", "%cpu", "tt", "tty", "s", "stat", "state", "stat", "cmd", "args",
            "command", "args", "ucmd", "comm", "cputime", "time");

    private ProcessTable() {}

    /**
     * The table.
     *
     * @param options of ps(1): none or {@code -ef}, {@code aux}, or {@code -o} and columns
     * @throws InvalidParameter for any other
     */
    public static String render(List<ContainerProcess> processes, List<String> options, Instant now) {
        List<Column> columns = columns(options);
        StringBuilder text =
                new StringBuilder(columns.stream().map(Column::header).collect(Collectors.joining("\t", "", "\n")));
        for (ContainerProcess process : processes) {
            text.append(columns.stream()
                    .map(column -> column.cell().apply(process, now).replaceAll("\\p{Cntrl}", "?"))
                    .collect(Collectors.joining("\t", "", "\n")));
        }
        return Columns.align(text.toString(), LEAST_WIDTH);
    }

    private static List<Column> columns(List<String> options) {
        String joined = String.join(" ", options).strip();
        if (joined.isEmpty() || joined.matches("-(ef|fe|eF|aef)|-e -f|-f")) {
            return full();
        }
        if (joined.matches("-?(aux|axu|auxw+|auxf)")) {
            return named("user,pid,%cpu,vsz,rss,tty,stat,start,time,args", joined);
        }
        if (joined.matches("(-e |-a |-A )?-?o ?\\S+")) {
            return named(joined.replaceFirst("^(-e |-a |-A )?-?o ?", ""), joined);
        }
        throw refused(joined);
    }

    /** The columns of {@code ps -ef}, which calls some of them otherwise. */
    private static List<Column> full() {
        List<Column> columns = new ArrayList<>(named("user,pid,ppid,c,stime,tty,time,args", ""));
        columns.set(0, new Column("UID", columns.get(0).cell()));
        columns.set(5, new Column("TTY", columns.get(5).cell()));
        columns.set(7, new Column("CMD", columns.get(7).cell()));
        return columns;
    }

    private static List<Column> named(String names, String options) {
        List<Column> columns = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            String lower = name.toLowerCase(Locale.ROOT);
            Column column = COLUMNS.get(ALIASES.getOrDefault(lower, lower));
            if (column == null) {
                throw refused(options);
            }
            columns.add(column);
        }
        return columns;
    }

    private static InvalidParameter refused(String options) {
        return new InvalidParameter("ps " + options
                + ": 이 교육용 런타임에는 없는 ps 옵션입니다 / not in this teaching runtime; "
                + "-ef, aux and -o user,pid,ppid,%cpu,start,etime,tty,stat,time,vsz,rss,comm,args are");
    }

    /** Processor time over life time, as ps(1) counts it, in percent of one processor. */
    private static double share(ContainerProcess process, Instant now) {
        long lived = Duration.between(process.startedAt(), now).toMillis();
        return lived <= 0 ? 0 : 100.0 * process.processorTime().toMillis() / lived;
    }

    private static String started(Instant at, Instant now) {
        return Duration.between(at, now).toHours() < 24 ? CLOCK.format(at) : DAY.format(at);
    }

    private static String elapsed(Duration age) {
        Duration positive = age.isNegative() ? Duration.ZERO : age;
        long hours = positive.toHours();
        String rest = String.format(Locale.ROOT, "%02d:%02d", positive.toMinutesPart(), positive.toSecondsPart());
        if (hours == 0) {
            return rest;
        }
        String days = hours < 24 ? "" : hours / 24 + "-";
        return String.format(Locale.ROOT, "%s%02d:%s", days, hours % 24, rest);
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static String line(ContainerProcess process) {
        return process.arguments().isEmpty()
                ? "[" + process.command() + "]" + (process.state().startsWith("Z") ? " <defunct>" : "")
                : String.join(" ", process.arguments());
    }
}
