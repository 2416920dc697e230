package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.NamespaceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions about files, mounts and fixed commands. */
final class FileFunctions {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "file",
            new Function(List.of(Slot.PLACE, Slot.TEXT), Type.of(Kind.FILE), FileFunctions::file),
            "attribute",
            new Function(List.of(Slot.PLACE, Slot.TEXT, Slot.TEXT), Type.of(Kind.TEXT), FileFunctions::attribute),
            "mount",
            new Function(List.of(Slot.PLACE, Slot.TEXT), Type.of(Kind.MOUNT), FileFunctions::mount),
            "mounts",
            new Function(
                    List.of(Slot.PLACE),
                    Type.listOf(Kind.MOUNT),
                    (scope, arguments) -> new Value.Items(mountsOf(scope, arguments.get(0)).stream()
                            .map(Things::mount)
                            .toList())),
            "probe",
            new Function(
                    List.of(Slot.PLACE, Slot.TEXT),
                    Type.of(Kind.PROBE),
                    (scope, arguments) -> Things.probe(scope.evidence()
                            .probe(
                                    scope.place(arguments.get(0)),
                                    List.of(ProcessFunctions.text(arguments, 1)
                                            .strip()
                                            .split(" +"))))),
            "queues",
            new Function(List.of(Slot.PLACE), Type.listOf(Kind.TEXT), FileFunctions::queues),
            "run",
            new Function(List.of(Slot.CELL), Type.of(Kind.RUN), FileFunctions::run));

    private FileFunctions() {}

    private static Value file(Scope scope, List<Value> arguments) {
        String path = ProcessFunctions.text(arguments, 1);
        Place place = scope.place(arguments.get(0));
        return Things.orAbsent(scope.evidence().file(place, path).map(file -> Things.file(path, file)));
    }

    private static Value attribute(Scope scope, List<Value> arguments) {
        Place place = scope.place(arguments.get(0));
        return Things.orAbsent(scope.evidence()
                .file(place, ProcessFunctions.text(arguments, 1))
                .flatMap(file -> Optional.ofNullable(file.attributes().get(ProcessFunctions.text(arguments, 2))))
                .map(Value.Text::new));
    }

    /** What is mounted there, of several on top of each other the uppermost. */
    private static Value mount(Scope scope, List<Value> arguments) {
        String point = ProcessFunctions.text(arguments, 1);
        return Things.orAbsent(mountsOf(scope, arguments.get(0)).stream()
                .filter(mount -> mount.point().equals(point))
                .reduce((lower, upper) -> upper)
                .map(Things::mount));
    }

    private static List<MountLine> mountsOf(Scope scope, Value place) {
        return ProcessFunctions.facts(scope, place, NamespaceType.MNT).stream()
                .map(MountLine::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The System V message queues seen there, each as its key. {@code /proc/sysvipc/msg} shows those of the reader's
     * IPC namespace, so it is read by a process of that place; see sysvipc(7).
     */
    private static Value queues(Scope scope, List<Value> arguments) {
        String table = scope.evidence()
                .probe(scope.place(arguments.get(0)), List.of("cat", "/proc/sysvipc/msg"))
                .output();
        List<String> keys = new ArrayList<>();
        table.lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> keys.add("0x"
                        + Integer.toHexString((int)
                                Long.parseLong(Arrays.asList(line.split(" +")).get(0)))));
        return Value.Items.ofTexts(keys);
    }

    private static Value run(Scope scope, List<Value> arguments) {
        String cell = ProcessFunctions.text(arguments, 0);
        return Things.orAbsent(scope.evidence().runs().stream()
                .filter(run -> run.cell().equals(cell))
                .reduce((earlier, later) -> later)
                .map(Things::run));
    }
}
