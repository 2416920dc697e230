package dev.sangja.lessons.check;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.ProcessView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes values with fields out of what the machine reports. */
final class Things {
    static final Value.Thing LAB = new Value.Thing(Kind.PLACE, "lab", Map.of());

    private static final int ANY_EXECUTE_BIT = 0111;

    /**
     * As much of a run's output as a condition looks at, in characters: enough for a lesson, too little to stall in.
     */
    private static final int OUTPUT = 64 * 1024;

    private Things() {}

    static Value process(ProcessView process) {
        int innermost = process.namespacePids().isEmpty()
                ? process.pid()
                : process.namespacePids().get(process.namespacePids().size() - 1);
        return new Value.Thing(
                Kind.PROCESS,
                "PID " + process.pid(),
                Map.of(
                        "pid",
                        Value.Amount.of(process.pid()),
                        "nspid",
                        Value.Amount.of(innermost),
                        "parent",
                        Value.Amount.of(process.parent()),
                        "uid",
                        Value.Amount.of(process.userId()),
                        "command",
                        new Value.Text(process.command()),
                        "args",
                        new Value.Text(String.join(" ", process.arguments())),
                        "state",
                        new Value.Text(process.state()),
                        "cgroup",
                        new Value.Text(process.cgroup())));
    }

    static Value container(ContainerView container) {
        Map<String, Value> fields = new HashMap<>(Map.of(
                "name", new Value.Text(container.name()),
                "id", new Value.Text(container.id()),
                "image", new Value.Text(container.image()),
                "state", new Value.Text(container.state()),
                "running", new Value.Truth(container.state().equals("running") && container.pid() != 0),
                "pid", Value.Amount.of(container.pid()),
                "exit", Value.Amount.of(container.exitCode()),
                "oom", new Value.Truth(container.outOfMemory())));
        if (container.startedAt().isPresent() && container.finishedAt().isPresent()) {
            Duration ran = Duration.between(
                    container.startedAt().get(), container.finishedAt().get());
            fields.put("seconds", new Value.Amount(BigDecimal.valueOf(ran.toMillis(), 3)));
        }
        return new Value.Thing(Kind.CONTAINER, container.name(), fields);
    }

    static Value file(String path, FileFact file) {
        return new Value.Thing(
                Kind.FILE,
                path,
                Map.of(
                        "type", new Value.Text(file.type()),
                        "mode", new Value.Text(Integer.toOctalString(file.mode())),
                        "uid", Value.Amount.of(file.userId()),
                        "gid", Value.Amount.of(file.groupId()),
                        "size", Value.Amount.of(file.size()),
                        "device", new Value.Text(file.device()),
                        "target", new Value.Text(file.target()),
                        "text", new Value.Text(file.text()),
                        "executable", new Value.Truth((file.mode() & ANY_EXECUTE_BIT) != 0)));
    }

    static Value probe(ProbeResult result) {
        return new Value.Thing(
                Kind.PROBE,
                result.output().strip(),
                Map.of(
                        "exit",
                        Value.Amount.of(result.exitCode()),
                        "output",
                        new Value.Text(result.output().strip())));
    }

    static Value http(HttpFact answer) {
        return new Value.Thing(
                Kind.HTTP,
                answer.status() == 0 ? answer.failure() : Integer.toString(answer.status()),
                Map.of(
                        "status", Value.Amount.of(answer.status()),
                        "body", new Value.Text(answer.body().strip()),
                        "failure", new Value.Text(answer.failure())));
    }

    static Value run(CellRun run) {
        return new Value.Thing(
                Kind.RUN,
                run.cell(),
                Map.of(
                        "exit", Value.Amount.of(run.exitCode()),
                        "output", new Value.Text(beginning(run.output())),
                        "errors", new Value.Text(beginning(run.errors()))));
    }

    static Value mount(MountLine mount) {
        return new Value.Thing(
                Kind.MOUNT,
                mount.point(),
                Map.of(
                        "point", new Value.Text(mount.point()),
                        "type", new Value.Text(mount.type()),
                        "source", new Value.Text(mount.source()),
                        "root", new Value.Text(mount.root()),
                        "options", new Value.Text(mount.options())));
    }

    static Value link(NetworkLink link) {
        String addresses = String.join(" ", link.addresses());
        return new Value.Thing(
                Kind.LINK,
                link.name(),
                Map.of(
                        "name", new Value.Text(link.name()),
                        "up", new Value.Truth(link.up()),
                        "master", new Value.Text(link.master()),
                        "addresses", new Value.Text(addresses)));
    }

    static Value call(JournalEntry entry) {
        BigDecimal milliseconds = BigDecimal.valueOf(entry.durationNanos() / 1_000, 3);
        return new Value.Thing(
                Kind.CALL,
                entry.line(),
                Map.of(
                        "pid", Value.Amount.of(entry.pid()),
                        "command", new Value.Text(entry.command()),
                        "line", new Value.Text(entry.line()),
                        "milliseconds", new Value.Amount(milliseconds)));
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), OUTPUT));
    }

    static Value orAbsent(Optional<Value> value) {
        return value.orElseGet(Value.Absent::new);
    }

    /** A whole number out of a field; 0 if it is not there. */
    static int number(Value.Thing thing, String field) {
        return thing.field(field) instanceof Value.Amount amount
                ? amount.figure().intValue()
                : 0;
    }
}
