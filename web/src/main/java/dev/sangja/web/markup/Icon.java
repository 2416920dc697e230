package dev.sangja.web.markup;

import static j2html.TagCreator.each;

import j2html.tags.DomContent;
import j2html.tags.UnescapedText;
import java.util.Arrays;
import java.util.Locale;

/** The symbols of the interface, drawn once in the page's sprite and used by name. */
public enum Icon {
    PLAY("<path class=\"i-fill\" d=\"M4 2.5v11l9-5.5z\"/>"),
    STOP("<path class=\"i-fill\" d=\"M3.5 3.5h9v9h-9z\"/>"),
    OK("<circle cx=\"8\" cy=\"8\" r=\"6.75\"/><path d=\"m5 8.2 2.1 2.1L11 6\"/>"),
    BAD("<circle cx=\"8\" cy=\"8\" r=\"6.75\"/><path d=\"m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6\"/>"),
    IDLE("<circle cx=\"8\" cy=\"8\" r=\"6.75\"/>"),
    RUN("<circle cx=\"8\" cy=\"8\" r=\"6.75\"/><path class=\"i-fill\" d=\"M8 3.4a4.6 4.6 0 0 1 0 9.2z\"/>"),
    STALE("<circle cx=\"8\" cy=\"8\" r=\"6.75\" stroke-dasharray=\"2.6 2.6\"/><path d=\"M8 4.8V8l2.2 1.4\"/>"),
    LIMIT("<path d=\"M2 11.5a6.2 6.2 0 1 1 12 0\"/><path d=\"m8 11 3.4-4.6M13 13.6H3\"/>"),
    GONE("<path d=\"M2.5 2.5h4M2.5 2.5v4m0 4v3h3m4.5 0h3.5v-3.5m0-4v-3.5h-3.5\"/><path d=\"m6 10 4-4\"/>"),
    DOWN("<path d=\"m4 6.2 4 4 4-4\"/>"),
    UP("<path d=\"m4 9.8 4-4 4 4\"/>"),
    GRIP("<path d=\"M6 3.5v.1m0 4.4v.1m0 4.4v.1m4-9v.1m0 4.4v.1m0 4.4v.1\"/>"),
    BANG("<path d=\"M8 1.6 15 14H1z\"/><path d=\"M8 6.2v3.6m0 2v.1\"/>"),
    SHOWN("<circle cx=\"8\" cy=\"8\" r=\"6.75\" stroke-dasharray=\"1.5 2.3\"/><path d=\"m5 8.2 2.1 2.1L11 6\"/>");

    private final String drawing;

    Icon(String drawing) {
        this.drawing = drawing;
    }

    private String id() {
        return "i-" + name().toLowerCase(Locale.ROOT);
    }

    /** The symbol, hidden from assistive technology: a word always stands beside it. */
    public SvgTag draw() {
        return Svg.tag("svg")
                .attr("class", "i")
                .attr("aria-hidden", "true")
                .with(Svg.tag("use").attr("href", "#" + id()));
    }

    /** The definitions of all symbols, to stand once in a page. */
    public static DomContent sprite() {
        return Svg.tag("svg")
                .attr("width", "0")
                .attr("height", "0")
                .attr("aria-hidden", "true")
                .attr("style", "position:absolute")
                .with(each(Arrays.asList(values()), Icon::symbol), Mark.symbols());
    }

    private DomContent symbol() {
        return Svg.tag("symbol").attr("id", id()).attr("viewBox", "0 0 16 16").with(new UnescapedText(drawing));
    }
}
