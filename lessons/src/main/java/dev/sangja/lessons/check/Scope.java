package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation can refer to: the evidence, the definitions of the check, and the names bound on the way. One
 * evaluation on one thread; the machine is observed once and every definition is evaluated at most once, so that all
 * conditions of a check speak of the same moment.
 */
final class Scope {
    private final Evidence evidence;
    private final Map<String, Expression> definitions;
    private final Map<String, Value> values;
    private final Map<String, Value> locals;
    private final MachineView machine;
    private final long deadlineNanos;

    Scope(Evidence evidence, Map<String, Expression> definitions, Duration limit) {
        this(evidence, definitions, new HashMap<>(), Map.of(), evidence.machine(), System.nanoTime() + limit.toNanos());
    }

    private Scope(
            Evidence evidence,
            Map<String, Expression> definitions,
            Map<String, Value> values,
            Map<String, Value> locals,
            MachineView machine,
            long deadlineNanos) {
        this.evidence = evidence;
        this.definitions = definitions;
        this.values = values;
        this.locals = locals;
        this.machine = machine;
        this.deadlineNanos = deadlineNanos;
    }

    /** The same scope with one more name. */
    Scope with(String name, Value value) {
        Map<String, Value> more = new HashMap<>(locals);
        more.put(name, value);
        return new Scope(evidence, definitions, values, more, machine, deadlineNanos);
    }

    Value value(String name) {
        Value local = locals.get(name);
        if (local != null) {
            return local;
        }
        Value known = values.get(name);
        if (known != null) {
            return known;
        }
        Expression definition = definitions.get(name);
        if (definition == null) {
            throw new NotMeasuredException(name + " is not defined");
        }
        Value found = definition.evaluate(this);
        values.put(name, found);
        return found;
    }

    MachineView machine() {
        return machine;
    }

    /** The evidence, as long as there is time to look at it. */
    Evidence evidence() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new NotMeasuredException("the check ran out of time");
        }
        return evidence;
    }

    /** Where files and commands of that value are looked up. */
    Place place(Value value) {
        if (value instanceof Value.Thing thing) {
            if (thing.kind() == Kind.PROCESS) {
                return new Place.OfProcess(Things.number(thing, "pid"));
            }
            if (thing.kind() == Kind.CONTAINER) {
                return new Place.InContainer(thing.field("id").shown());
            }
        }
        return new Place.Workbench();
    }

    /** The process that stands for that place: itself, a container's process 1, the lab host's shell. */
    Optional<ProcessView> process(Value value) {
        if (value instanceof Value.Thing thing && thing.kind() != Kind.PLACE) {
            int pid = Things.number(thing, "pid");
            return machine.processes().stream()
                    .filter(process -> process.pid() == pid)
                    .findFirst();
        }
        Optional<ProcessView> shell = machine.processes().stream()
                .filter(process -> process.pid() == machine.shellPid())
                .findFirst();
        if (shell.isEmpty()) {
            throw new NotMeasuredException("the lab host's shell is not running");
        }
        return shell;
    }

    /** The container of that name, if there is one. */
    Optional<ContainerView> container(String name) {
        return machine.containers().stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }
}
