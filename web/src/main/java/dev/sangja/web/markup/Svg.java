package dev.sangja.web.markup;

import java.util.Locale;

/** Elements of SVG, which j2html has no methods for. */
public final class Svg {
    private Svg() {}

    /** An element of that name. */
    public static SvgTag tag(String name) {
        return new SvgTag(name);
    }

    /** A picture with its text alternative: a title and a description that stand first in it. */
    public static SvgTag picture(String id, double width, double height, String title, String description) {
        return tag("svg")
                .attr("class", "pic")
                .attr("viewBox", "0 0 " + number(width) + " " + number(height))
                .attr("role", "img")
                .attr("aria-labelledby", id + "-t " + id + "-d")
                .with(
                        tag("title").attr("id", id + "-t").withText(title),
                        tag("desc").attr("id", id + "-d").withText(description));
    }

    /** Text with its baseline's left end, or its middle if the classes say so, at that point. */
    public static SvgTag text(double x, double y, String classes, String text) {
        return tag("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("class", classes)
                .withText(text);
    }

    /** Text centred at that point. */
    public static SvgTag centred(double x, double y, String classes, String text) {
        return text(x, y, classes, text).attr("text-anchor", "middle");
    }

    public static SvgTag rectangle(String classes, double x, double y, double width, double height) {
        return tag("rect")
                .attr("class", classes)
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(height))
                .attr("rx", "2");
    }

    public static SvgTag path(String classes, String shape) {
        return tag("path").attr("class", classes).attr("d", shape);
    }

    /** A coordinate with at most one decimal. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
