package dev.sangja.web.picture;

import static j2html.TagCreator.iff;

import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.markup.SvgTag;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The network namespaces side by side: what interfaces each has, and which of them are in one network. */
public final class NetworkPaths {
    private static final double WIDTH = 620;
    private static final double TOP = 58;
    private static final double ROW = 26;
    private static final int MOST_HOUSES = 3;
    private static final int MOST_ENDS = 8;

    private final List<House> houses;
    private final Words words;
    private final double width;
    private final double gap;

    private NetworkPaths(List<House> houses, Words words) {
        this.houses = houses;
        this.words = words;
        this.gap = houses.size() > 2 ? 56 : 96;
        this.width = houses.size() == 1 ? 280 : (WIDTH - gap * (houses.size() - 1)) / houses.size();
    }

    /** One network namespace, and who lives there. */
    private record House(String name, int pid, long inode, List<NetworkEnd> ends) {}

    /** The picture; empty if it is not known what is in the namespaces. {@code id} is unique in the page. */
    public static Optional<DomContent> draw(
            MachineView before, MachineView after, List<String> wanted, Words words, String id) {
        List<House> houses = houses(NamespaceColumn.choose(before, after, wanted), after, words);
        return houses.isEmpty() ? Optional.empty() : Optional.of(new NetworkPaths(houses, words).picture(id));
    }

    private static List<House> houses(List<NamespaceColumn> columns, MachineView view, Words words) {
        List<House> houses = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (NamespaceColumn column : columns) {
            Long inode = column.process().namespaces().get(NamespaceType.NET);
            if (inode == null || houses.size() == MOST_HOUSES || !seen.add(inode)) {
                continue;
            }
            String name = column.shell() ? words.say("map.shell", "name", column.name()) : column.name();
            view.namespaces().stream()
                    .filter(space -> space.type() == NamespaceType.NET && space.inode() == inode)
                    .findFirst()
                    .map(NamespaceView::facts)
                    .map(facts -> NetworkEnd.of(facts).stream().limit(MOST_ENDS).toList())
                    .ifPresent(
                            ends -> houses.add(new House(name, column.process().pid(), inode, ends)));
        }
        return houses;
    }

    private DomContent picture(String id) {
        int rows = houses.stream().mapToInt(house -> house.ends().size()).max().orElse(0);
        double height = TOP + ROW * Math.max(1, rows) + 12;
        SvgTag picture = Svg.picture(id, WIDTH, height, words.say("path.title"), description());
        cables().forEach(picture::with);
        for (int index = 0; index < houses.size(); index++) {
            picture.with(house(index, height));
        }
        return picture;
    }

    private SvgTag house(int index, double height) {
        House house = houses.get(index);
        double x = left(index);
        boolean home = index == 0;
        SvgTag group = Svg.tag("g").attr(Data.NAMESPACE, "net");
        group.with(
                Svg.rectangle("same", x + 0.5, 0.5, width - 1, height - 1),
                iff(!home, Svg.rectangle("own", x + 0.5, 0.5, width - 1, 4)),
                Svg.text(x + 12, 24, "b", Cut.to(house.name(), (int) (width / 7.2))),
                Svg.text(
                        x + 12,
                        42,
                        home ? "t3" : "t3 c",
                        words.say("map.pid", "pid", house.pid()) + "   net:[" + house.inode() + "]"));
        for (int row = 0; row < house.ends().size(); row++) {
            NetworkEnd end = house.ends().get(row);
            double y = middle(row);
            group.with(
                    Svg.tag("circle")
                            .attr("class", end.up() ? "own" : "same")
                            .attr("cx", Svg.number(x + 17))
                            .attr("cy", Svg.number(y))
                            .attr("r", "4.5"),
                    Svg.text(x + 30, y + 4.5, "b", Cut.to(end.name(), 9)),
                    Svg.text(
                            x + 92,
                            y + 4.5,
                            "t2",
                            end.up()
                                    ? end.address().orElse("")
                                    : words.say(
                                            "path.down",
                                            "address",
                                            end.address().orElse(""))));
        }
        return group;
    }

    /** A line between every two interfaces of neighbouring namespaces that are on and in one network. */
    private List<DomContent> cables() {
        List<DomContent> cables = new ArrayList<>();
        for (int index = 0; index + 1 < houses.size(); index++) {
            List<NetworkEnd> ones = houses.get(index).ends();
            List<NetworkEnd> others = houses.get(index + 1).ends();
            for (int one = 0; one < ones.size(); one++) {
                for (int other = 0; other < others.size(); other++) {
                    if (joined(ones.get(one), others.get(other))) {
                        double from = left(index) + width;
                        cables.add(Svg.path(
                                "cable",
                                "M" + Svg.number(from) + " " + Svg.number(middle(one)) + "L" + Svg.number(from + gap)
                                        + " " + Svg.number(middle(other))));
                    }
                }
            }
        }
        return cables;
    }

    private static boolean joined(NetworkEnd one, NetworkEnd other) {
        return one.up() && other.up() && one.network().isPresent() && Objects.equals(one.network(), other.network());
    }

    private double left(int index) {
        return index * (width + gap);
    }

    private static double middle(int row) {
        return TOP + ROW * row + ROW / 2;
    }

    private String description() {
        return houses.stream()
                .map(house -> words.say(
                        "path.who",
                        "name",
                        house.name(),
                        "inode",
                        house.inode(),
                        "ends",
                        house.ends().stream()
                                .map(end -> end.name() + " "
                                        + (end.up() ? end.address().orElse("") : words.say("path.down", "address", "")))
                                .map(String::strip)
                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining(" "));
    }
}
