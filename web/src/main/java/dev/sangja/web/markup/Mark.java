package dev.sangja.web.markup;

import static j2html.TagCreator.each;

import dev.sangja.runtime.receipt.NamespaceType;
import j2html.tags.DomContent;
import java.util.EnumMap;
import java.util.Map;

/** The shapes of the eight kinds of namespaces: with their colours, the same everywhere. */
public final class Mark {
    private static final Map<NamespaceType, String> SHAPES = shapes();

    private Mark() {}

    private static Map<NamespaceType, String> shapes() {
        Map<NamespaceType, String> shapes = new EnumMap<>(NamespaceType.class);
        shapes.put(NamespaceType.MNT, "M1.5 1.5h9v9h-9z");
        shapes.put(NamespaceType.UTS, "M6 .8 11.6 11H.4z");
        shapes.put(NamespaceType.IPC, "M6 .3 11 3.2v5.6L6 11.7 1 8.8V3.2z");
        shapes.put(NamespaceType.PID, "M6 .8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 6 .8z");
        shapes.put(NamespaceType.NET, "M6 0l6 6-6 6-6-6z");
        shapes.put(NamespaceType.USER, "M6 .4 11.8 4.7 9.6 11.4H2.4L.2 4.7z");
        shapes.put(NamespaceType.CGROUP, "M4.2.6h3.6v3.6h3.6v3.6H7.8v3.6H4.2V7.8H.6V4.2h3.6z");
        shapes.put(NamespaceType.TIME, "M1 .6h10L6.9 6l4.1 5.4H1L5.1 6z");
        return shapes;
    }

    /** The reference to a kind's shape, for {@code use}. */
    public static String reference(NamespaceType type) {
        return "#ns-" + type.fileName();
    }

    /** The mark in running text; the kind's name stands beside it. */
    public static SvgTag draw(NamespaceType type) {
        return Svg.tag("svg")
                .attr("class", "mark")
                .attr(Data.NAMESPACE, type.fileName())
                .attr("aria-hidden", "true")
                .with(Svg.tag("use").attr("href", reference(type)));
    }

    static DomContent symbols() {
        return each(
                SHAPES,
                (type, shape) -> Svg.tag("symbol")
                        .attr("id", "ns-" + type.fileName())
                        .attr("viewBox", "0 0 12 12")
                        .with(Svg.tag("path").attr("d", shape)));
    }
}
