package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.docker.template.GoValue;
import java.util.Locale;
import java.util.Map;

/** What one container uses, as {@code docker stats} shows it; what this host cannot measure is {@code --}. */
public final class UsageRow {
    private static final String UNKNOWN = "--";
    private static final double PERCENT = 100.0;
    private static final String ID = "ID";
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("Container", "CONTAINER"),
            Map.entry("Name", "NAME"),
            Map.entry(ID, "CONTAINER ID"),
            Map.entry("CPUPerc", "CPU %"),
            Map.entry("MemUsage", "MEM USAGE / LIMIT"),
            Map.entry("MemPerc", "MEM %"),
            Map.entry("NetIO", "NET I/O"),
            Map.entry("BlockIO", "BLOCK I/O"),
            Map.entry("PIDs", "PIDS"));

    private UsageRow() {}

    /** The list that such rows make. */
    public static Listing listing() {
        return new Listing(
                "{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}",
                "{{.ID}}",
                HEADERS);
    }

    /**
     * The row of two samples of one container, the second of which is the newer one.
     *
     * @param reference how the learner named it
     */
    public static GoValue.Struct of(
            ContainerRecord container, String reference, ContainerUsage before, ContainerUsage after, boolean whole) {
        return GoValue.struct()
                .add("BlockIO", pair(after.blockReadBytes(), after.blockWrittenBytes()))
                .add("CPUPerc", processor(before, after))
                .add("Container", reference)
                .add(ID, whole ? container.id().value() : container.id().shortForm())
                .add("MemPerc", memoryShare(after))
                .add("MemUsage", memory(after))
                .add("Name", container.name())
                .add("NetIO", pair(after.networkReceivedBytes(), after.networkSentBytes()))
                .add("PIDs", after.processes() < 0 ? UNKNOWN : Long.toString(after.processes()))
                .buildRow("*container.statsContext");
    }

    private static String processor(ContainerUsage before, ContainerUsage after) {
        long elapsed = after.atNanos() - before.atNanos();
        if (before.processorNanos() < 0 || after.processorNanos() < 0) {
            return UNKNOWN;
        }
        long used = Math.max(0, after.processorNanos() - before.processorNanos());
        return percent(elapsed > 0 ? (double) used / elapsed : 0);
    }

    private static String memory(ContainerUsage usage) {
        return usage.memoryBytes() < 0
                ? UNKNOWN + " / " + UNKNOWN
                : Sizes.binary(usage.memoryBytes()) + " / " + Sizes.binary(Math.max(0, usage.memoryLimitBytes()));
    }

    private static String memoryShare(ContainerUsage usage) {
        if (usage.memoryBytes() < 0 || usage.memoryLimitBytes() < 0) {
            return UNKNOWN;
        }
        return percent(usage.memoryLimitBytes() == 0 ? 0 : (double) usage.memoryBytes() / usage.memoryLimitBytes());
    }

    private static String pair(long first, long second) {
        return first < 0 || second < 0 ? UNKNOWN : Sizes.decimal(first) + " / " + Sizes.decimal(second);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * PERCENT);
    }
}
