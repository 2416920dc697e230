package dev.sangja.lessons.format;

import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.text.Language;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Turns the Markdown of lessons into markup that is safe to place in a page: raw HTML is escaped, and a link leads to
 * the glossary ({@code [네임스페이스](term:namespace)}) or nowhere.
 */
final class Markup {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    /**
     * A word joiner between punctuation and emphasis that is followed by Hangul. CommonMark takes the closing stars of
     * {@code **네임스페이스(namespace)**는} for opening ones, because its rules know no particles; the joiner is neither space
     * nor punctuation to it, and it is taken out again.
     */
    private static final String JOINER = "\u2060";

    private static final String BEFORE_PARTICLE = "(?<=[\\p{P}\\p{S}&&[^*]])(\\*{1,3})(?=[\\p{IsHangul}])";

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final Glossary glossary;

    Markup(Glossary glossary) {
        this.glossary = glossary;
    }

    /** Paragraphs as blocks. */
    String blocks(String markdown, Language language) {
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .nodeRendererFactory(context -> links(context, language))
                .build();
        return renderer.render(parse(markdown)).replace(JOINER, "").strip();
    }

    /** A sentence without the paragraph around it; several paragraphs stay paragraphs. */
    String inline(String markdown, Language language) {
        String html = blocks(markdown, language);
        boolean single = html.startsWith("<p>") && html.indexOf("<p>", 1) < 0 && html.endsWith("</p>");
        return single ? html.substring("<p>".length(), html.length() - "</p>".length()) : html;
    }

    /** The words alone. */
    String plain(String markdown) {
        return TextContentRenderer.builder()
                .extensions(EXTENSIONS)
                .lineBreakRendering(LineBreakRendering.COMPACT)
                .nodeRendererFactory(PlainText::new)
                .build()
                .render(parse(markdown))
                .replace(JOINER, "")
                .strip();
    }

    private Node parse(String markdown) {
        return parser.parse(markdown.replaceAll(BEFORE_PARTICLE, JOINER + "$1"));
    }

    private NodeRenderer links(HtmlNodeRendererContext context, Language language) {
        return new TermLinks(context, glossary, language);
    }

    /** The node types that both renderers of ours take over. */
    static Set<Class<? extends Node>> linkTypes() {
        return Set.of(org.commonmark.node.Link.class);
    }
}
