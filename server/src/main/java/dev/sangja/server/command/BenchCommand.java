package dev.sangja.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.Cell;
import dev.sangja.server.bench.Bench;
import dev.sangja.server.bench.BenchException;
import dev.sangja.server.bench.CellBench;
import dev.sangja.server.bench.CellPlace;
import dev.sangja.server.bench.ContainerBench;
import dev.sangja.server.bench.Figure;
import dev.sangja.server.bench.FigureTable;
import dev.sangja.server.bench.Findings;
import dev.sangja.server.bench.Ground;
import dev.sangja.server.bench.MachineBench;
import dev.sangja.server.bench.Site;
import dev.sangja.server.bench.TraceBench;
import dev.sangja.server.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code bench}: measures what the product promises, side by side with other tools of this host. */
final class BenchCommand implements Command {
    private static final List<String> NAMES = List.of("container", "machine", "trace", "cell");

    private final Map<String, String> environment;

    BenchCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> words, Console console) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(words, Set.of("--json"), Set.of());
        Optional<String> name = arguments.onlyOperand();
        name.filter(wanted -> !NAMES.contains(wanted)).ifPresent(unknown -> {
            throw new UsageException(
                    "그런 벤치가 없습니다: " + unknown + " (" + String.join(", ", NAMES) + ")",
                    "there is no such bench: " + unknown + " (" + String.join(", ", NAMES) + ")");
        });
        Optional<Path> file = arguments.value("--json").map(BenchCommand::path);
        Path data = Settings.standardData(environment);
        Path directory = data.resolve(ProductMachines.Purpose.BENCHES.directory());
        Optional<DataDirectory> taken = DataDirectory.take(directory);
        if (taken.isEmpty()) {
            console.warn("다른 bench가 재는 중입니다: " + directory, "Another bench is measuring: " + directory);
            return 1;
        }
        Findings findings = new Findings(console::warn);
        boolean complete = true;
        try (DataDirectory held = taken.get()) {
            for (Bench bench : benches(data, held.path())) {
                if (name.isEmpty() || name.get().equals(bench.name())) {
                    complete &= measure(bench, findings, console);
                }
            }
        } finally {
            FileTree.delete(directory);
        }
        new FigureTable(console.language()).lines(findings.figures()).forEach(console.out()::println);
        tellBounds(findings.figures(), console);
        if (file.isPresent()) {
            write(file.get(), findings.figures());
        }
        return complete ? 0 : 1;
    }

    private static boolean measure(Bench bench, Findings findings, Console console)
            throws IOException, InterruptedException {
        console.warn("재는 중: " + bench.name(), "Measuring: " + bench.name());
        try {
            bench.measure(findings);
            return true;
        } catch (BenchException failure) {
            console.warn(
                    bench.name() + "의 나머지는 재지 못했습니다: " + failure.getMessage(),
                    "The rest of " + bench.name() + " could not be measured: " + failure.getMessage());
            return false;
        }
    }

    private static List<Bench> benches(Path data, Path directory) throws IOException {
        Foundation foundation = Foundation.lay(data, directory.resolve("rehearsal"));
        Ground ground = new Ground(
                foundation.launcher(),
                foundation.layers(),
                foundation.baseLayer(),
                foundation.busybox(),
                directory,
                ProductMachines.Purpose.BENCHES.firstSlot());
        return List.of(
                new ContainerBench(ground),
                new MachineBench(ground),
                new TraceBench(ground),
                new CellBench(() -> open(data, directory), firstShell()));
    }

    /** A server of its own, with a database of its own. */
    private static Site open(Path data, Path directory) {
        Store store = Store.open(directory.resolve("database"), Clock.systemUTC());
        Assembly server = Assembly.start(
                store,
                ProductMachines.open(data, ProductMachines.Purpose.BENCHES),
                data,
                InetAddress.getLoopbackAddress(),
                0);
        return new Site(server.port(), server::close);
    }

    /** The first cell of the course that takes shell code. */
    private static CellPlace firstShell() {
        return CourseReader.read(Folder.ofProduct()).written().stream()
                .flatMap(lesson -> lesson.steps().stream()
                        .flatMap(step -> step.cells().stream()
                                .filter(cell -> cell instanceof Cell.Shell)
                                .map(cell -> new CellPlace(lesson.slug(), step.id(), cell.id()))))
                .findFirst()
                .orElseThrow();
    }

    private static void tellBounds(List<Figure> figures, Console console) {
        String missed = figures.stream()
                .map(Figure::measurement)
                .filter(measured -> measured.holds().equals(Optional.of(false)))
                .map(measured -> measured.bench() + "/" + measured.metric())
                .distinct()
                .collect(Collectors.joining(", "));
        long bounded = figures.stream()
                .filter(figure -> figure.measurement().holds().isPresent())
                .count();
        if (missed.isEmpty()) {
            console.tell("한계가 있는 값 " + bounded + "개를 모두 지킵니다.", "All " + bounded + " figures with a bound keep it.");
        } else {
            console.tell("한계를 넘은 것: " + missed, "Out of bounds: " + missed);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException malformed) {
            throw new UsageException("--json이 경로가 아닙니다: " + text, "--json is no path: " + text);
        }
    }

    private static void write(Path file, List<Figure> figures) {
        try {
            Files.writeString(file, document(figures) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("could not write " + file, failure);
        }
    }

    private static String document(List<Figure> figures) throws JsonProcessingException {
        return Assembly.json()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(figures.stream().map(Figure::measurement).toList());
    }
}
