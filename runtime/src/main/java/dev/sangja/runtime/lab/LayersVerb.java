package dev.sangja.runtime.lab;

import dev.sangja.runtime.anatomy.Ghost;
import dev.sangja.runtime.anatomy.ImageAnatomy;
import dev.sangja.runtime.anatomy.LayerAnatomy;
import dev.sangja.runtime.anatomy.LayerAnatomy.Kind;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.docker.CommandContext;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.Columns;
import dev.sangja.runtime.docker.format.DisplayWidth;
import dev.sangja.runtime.docker.format.Sizes;
import dev.sangja.runtime.library.HistoryLine;
import dev.sangja.runtime.library.MachineImages;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code lab layers}: what the layers of an image or a container hold, hide and waste. */
final class LayersVerb {
    private static final Flag<Boolean> BIG = Flag.toggle("big");
    static final FlagSet FLAGS = FlagSet.of(BIG);

    private static final int LEAST_WIDTH = 4;
    private static final int INSTRUCTION_WIDTH = 60;
    private static final int MOST_GHOSTS = 10;
    private static final int BIGGEST = 5;
    private static final int PERCENT = 100;

    private final LabTexts texts;
    private final CommandContext context;

    LayersVerb(LabTexts texts, CommandContext context) {
        this.texts = texts;
        this.context = context;
    }

    /** Layers with what they are called: an id and what made each. */
    private record Stack(ImageAnatomy anatomy, List<String> ids, List<String> instructions) {}

    String report(ParsedFlags flags) {
        Stack stack = stack(flags.arguments().get(0));
        return flags.get(BIG) ? biggest(stack) : layers(stack) + ghosts(stack.anatomy()) + sum(stack.anatomy());
    }

    private Stack stack(String reference) {
        MachineImages images = context.images();
        Optional<ContainerRecord> container = container(reference);
        Image image;
        if (container.isPresent()) {
            image = images.ofContainer(container.get());
        } else {
            image = images.get(reference);
        }
        List<String> ids = new ArrayList<>(image.config().rootfs().diffIds().stream()
                .map(Digest::abbreviated)
                .toList());
        List<String> made = new ArrayList<>(images.reports().history(image).stream()
                .filter(HistoryLine::layer)
                .map(HistoryLine::createdBy)
                .toList());
        java.util.Collections.reverse(made);
        while (made.size() < ids.size()) {
            made.add("");
        }
        Optional<Path> upper =
                container.map(now -> context.operations().layers(now.id()).upper());
        container.ifPresent(now -> {
            ids.add("-");
            made.add(texts.text("writable", now.name()));
        });
        return new Stack(images.reports().anatomy(image, upper), ids, made);
    }

    /** A container goes before an image of the same name, as with {@code docker inspect}. */
    private Optional<ContainerRecord> container(String reference) {
        try {
            return Optional.of(ContainerLookup.container(context.operations().containers(), reference));
        } catch (ContainerProblem.NoSuchContainer none) {
            return Optional.empty();
        }
    }

    private static String layers(Stack stack) {
        StringBuilder table = new StringBuilder("LAYER\tID\tSIZE\tWASTED\tA\tM\tD\tO\tLARGEST FILE\tMADE BY\n");
        for (int i = stack.anatomy().layers().size() - 1; i >= 0; i--) {
            LayerAnatomy layer = stack.anatomy().layers().get(i);
            table.append(number(i)).append('\t');
            table.append(stack.ids().get(i)).append('\t');
            table.append(Sizes.decimal(layer.bytes())).append('\t');
            table.append(Sizes.decimal(layer.wastedBytes())).append('\t');
            for (Kind kind : Kind.values()) {
                table.append(layer.count(kind)).append('\t');
            }
            table.append(layer.largest()
                            .map(file -> "/" + shown(file.path()) + " " + Sizes.decimal(file.bytes()))
                            .orElse("-"))
                    .append('\t');
            table.append(DisplayWidth.ellipsis(shown(stack.instructions().get(i)), INSTRUCTION_WIDTH))
                    .append('\n');
        }
        return Columns.align(table.toString(), LEAST_WIDTH);
    }

    private String ghosts(ImageAnatomy anatomy) {
        List<Ghost> ghosts = anatomy.ghosts();
        if (ghosts.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("GHOST\tSIZE\tLAYER\tHIDDEN BY\n");
        for (Ghost ghost : ghosts.subList(0, Math.min(MOST_GHOSTS, ghosts.size()))) {
            table.append("/").append(shown(ghost.path())).append('\t');
            table.append(Sizes.decimal(ghost.bytes())).append('\t');
            table.append(number(ghost.layer())).append('\t');
            table.append(hidden(ghost)).append('\n');
        }
        String more = ghosts.size() > MOST_GHOSTS ? texts.text("more", ghosts.size() - MOST_GHOSTS) + "\n" : "";
        return "\n" + Columns.align(table.toString(), LEAST_WIDTH) + more;
    }

    private String hidden(Ghost ghost) {
        String key = ghost.cause() == Ghost.Cause.DELETED ? "deleted" : "replaced";
        return texts.text(key, number(ghost.hiddenBy()));
    }

    private String sum(ImageAnatomy anatomy) {
        long bytes = anatomy.bytes();
        long wasted = anatomy.wastedBytes();
        int layers = anatomy.layers().size();
        String all = Sizes.decimal(bytes);
        return "\n"
                + (wasted == 0
                        ? texts.text("sum", layers, all)
                        : texts.text(
                                "sum.wasted",
                                layers,
                                all,
                                Sizes.decimal(wasted),
                                wasted * PERCENT / bytes,
                                anatomy.ghosts().size()))
                + "\n";
    }

    private String biggest(Stack stack) {
        StringBuilder table = new StringBuilder("SIZE\tPATH\tLAYER\tMADE BY\n");
        stack.anatomy().layers().stream()
                .flatMap(layer -> layer.changes().stream()
                        .filter(change -> change.bytes() > 0)
                        .map(change -> new Big(change.path(), change.bytes(), layer.index())))
                .sorted(Comparator.comparingLong(Big::bytes).reversed().thenComparing(Big::path))
                .limit(BIGGEST)
                .forEach(big -> table.append(Sizes.decimal(big.bytes()))
                        .append("\t/")
                        .append(shown(big.path()))
                        .append('\t')
                        .append(Stream.concat(Stream.of(number(big.layer())), ghost(stack.anatomy(), big).stream())
                                .reduce((one, other) -> one + ", " + other)
                                .orElse(""))
                        .append('\t')
                        .append(DisplayWidth.ellipsis(shown(stack.instructions().get(big.layer())), INSTRUCTION_WIDTH))
                        .append('\n'));
        return Columns.align(table.toString(), LEAST_WIDTH);
    }

    /** A file of a layer. */
    private record Big(String path, long bytes, int layer) {}

    private Optional<String> ghost(ImageAnatomy anatomy, Big big) {
        return anatomy.ghosts().stream()
                .filter(ghost -> ghost.layer() == big.layer() && ghost.path().equals(big.path()))
                .findFirst()
                .map(this::hidden);
    }

    /** People count from one. */
    private static String number(int layer) {
        return Integer.toString(layer + 1);
    }

    /** On one line, without what would move a terminal's cursor. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
