package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.runtime.receipt.ProcessView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Functions about processes, containers and namespaces. */
final class ProcessFunctions {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "process",
            new Function(
                    List.of(Slot.TEXT),
                    Type.of(Kind.PROCESS),
                    (scope, arguments) -> Things.orAbsent(
                            matching(scope, text(arguments, 0)).findFirst().map(Things::process))),
            "processes",
            new Function(
                    List.of(Slot.TEXT),
                    Type.listOf(Kind.PROCESS),
                    (scope, arguments) -> new Value.Items(matching(scope, text(arguments, 0))
                            .map(Things::process)
                            .toList())),
            "inside",
            new Function(List.of(Slot.CONTAINER), Type.listOf(Kind.PROCESS), ProcessFunctions::inside),
            "container",
            new Function(
                    List.of(Slot.TEXT),
                    Type.of(Kind.CONTAINER),
                    (scope, arguments) ->
                            Things.orAbsent(scope.container(text(arguments, 0)).map(Things::container))),
            "ns",
            new Function(
                    List.of(Slot.PLACE, Slot.NAMESPACE),
                    Type.of(Kind.NUMBER),
                    (scope, arguments) -> inode(scope, arguments.get(0), type(text(arguments, 1)))),
            "shared",
            new Function(List.of(Slot.PLACE, Slot.PLACE), Type.listOf(Kind.TEXT), ProcessFunctions::shared),
            "hostname",
            new Function(List.of(Slot.PLACE), Type.of(Kind.TEXT), ProcessFunctions::hostname),
            "status",
            new Function(List.of(Slot.PROCESS, Slot.TEXT), Type.of(Kind.TEXT), ProcessFunctions::status),
            "cgroup",
            new Function(List.of(Slot.PROCESS, Slot.TEXT), Type.of(Kind.TEXT), ProcessFunctions::cgroup));

    private ProcessFunctions() {}

    /** Living processes with exactly that command line, the newest first. */
    private static Stream<ProcessView> matching(Scope scope, String commandLine) {
        return scope.machine().processes().stream()
                .filter(process -> String.join(" ", process.arguments()).equals(commandLine))
                .filter(process -> !process.state().startsWith("Z"))
                .sorted(Comparator.comparingLong(ProcessView::startTicks)
                        .thenComparingInt(ProcessView::pid)
                        .reversed());
    }

    private static Value inside(Scope scope, List<Value> arguments) {
        String id = arguments.get(0) instanceof Value.Thing container
                ? container.field("id").shown()
                : "";
        return new Value.Items(scope.machine().processes().stream()
                .filter(process -> process.container().equals(id))
                .map(Things::process)
                .toList());
    }

    private static Value inode(Scope scope, Value place, NamespaceType type) {
        Optional<ProcessView> process = scope.process(place);
        if (process.isEmpty()) {
            return new Value.Absent();
        }
        Long inode = process.get().namespaces().get(type);
        if (inode == null) {
            throw new NotMeasuredException("the " + type.fileName() + " namespace of PID "
                    + process.get().pid() + " could not be read");
        }
        return Value.Amount.of(inode);
    }

    private static Value shared(Scope scope, List<Value> arguments) {
        return Value.Items.ofTexts(Arrays.stream(NamespaceType.values())
                .filter(type -> inode(scope, arguments.get(0), type).equals(inode(scope, arguments.get(1), type)))
                .map(NamespaceType::fileName)
                .sorted()
                .toList());
    }

    private static Value hostname(Scope scope, List<Value> arguments) {
        if (arguments.get(0).equals(Things.LAB)) {
            return new Value.Text(scope.machine().hostname());
        }
        return facts(scope, arguments.get(0), NamespaceType.UTS).stream()
                .findFirst()
                .<Value>map(name -> new Value.Text(name.strip()))
                .orElseGet(Value.Absent::new);
    }

    /** What is to be seen inside the namespace of that kind that the place lives in. */
    static List<String> facts(Scope scope, Value place, NamespaceType type) {
        if (!(inode(scope, place, type) instanceof Value.Amount inode)) {
            return List.of();
        }
        return scope.machine().namespaces().stream()
                .filter(namespace -> namespace.type() == type)
                .filter(namespace -> Value.Amount.of(namespace.inode()).equals(inode))
                .findFirst()
                .map(NamespaceView::facts)
                .orElseGet(List::of);
    }

    /** A line of {@code /proc/PID/status} by its name, as the lab host reads it. */
    private static Value status(Scope scope, List<Value> arguments) {
        String wanted = text(arguments, 1) + ":";
        return Things.orAbsent(scope.process(arguments.get(0))
                .flatMap(process -> scope.evidence().file(new Place.Workbench(), "/proc/" + process.pid() + "/status"))
                .flatMap(file -> file.text()
                        .lines()
                        .filter(line -> line.startsWith(wanted))
                        .findFirst())
                .map(line -> new Value.Text(line.substring(wanted.length()).strip())));
    }

    private static Value cgroup(Scope scope, List<Value> arguments) {
        return Things.orAbsent(scope.process(arguments.get(0))
                .flatMap(process -> ControlGroups.read(scope, process, text(arguments, 1)))
                .map(Value.Text::new));
    }

    private static NamespaceType type(String name) {
        return NamespaceType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String text(List<Value> arguments, int at) {
        return arguments.get(at) instanceof Value.Text text
                ? text.text()
                : arguments.get(at).shown();
    }
}
