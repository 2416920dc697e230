package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.LayerEntryFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
    private final Map<String, List<LayerEntryFact>> layers;
    private final Map<String, Value> locals;
    private final MachineView machine;
    private final long deadlineNanos;

    Scope(Evidence evidence, Map<String, Expression> definitions, Duration limit) {
        this(
                evidence,
                definitions,
                new HashMap<>(),
                new HashMap<>(),
                Map.of(),
                evidence.machine(),
                System.nanoTime() + limit.toNanos());
    }

    private Scope(
            Evidence evidence,
            Map<String, Expression> definitions,
            Map<String, Value> values,
            Map<String, List<LayerEntryFact>> layers,
            Map<String, Value> locals,
            MachineView machine,
            long deadlineNanos) {
        this.evidence = evidence;
        this.definitions = definitions;
        this.values = values;
        this.layers = layers;
        this.locals = locals;
        this.machine = machine;
        this.deadlineNanos = deadlineNanos;
    }

    /** The same scope with one more name. */
    Scope with(String name, Value value) {
        Map<String, Value> more = new HashMap<>(locals);
        more.put(name, value);
        return new Scope(evidence, definitions, values, layers, more, machine, deadlineNanos);
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

    /** A value's field. What only a closer look at a container tells is looked for when it is first asked for. */
    Value field(Value value, String name) {
        if (value instanceof Value.Items items && name.equals("size")) {
            return Value.Amount.of(items.values().size());
        }
        if (!(value instanceof Value.Thing thing)) {
            return new Value.Absent();
        }
        Value known = thing.field(name);
        if (!(known instanceof Value.Absent) || thing.kind() != Kind.CONTAINER) {
            return known;
        }
        String id = thing.field("id").shown();
        // No name in a lesson has a space.
        Value closer = values.computeIfAbsent(
                "closer " + id, key -> Things.orAbsent(evidence().container(id).map(Images::container)));
        return closer instanceof Value.Thing more ? more.field(name) : closer;
    }

    /** What a layer's archive holds; each is read at most once. */
    List<LayerEntryFact> layer(String image, int number) {
        return layers.computeIfAbsent(number + " " + image, key -> evidence().layer(image, number));
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
