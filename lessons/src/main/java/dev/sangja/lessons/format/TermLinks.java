package dev.sangja.lessons.format;

import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.model.Glossary.Term;
import dev.sangja.lessons.text.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders a link to a glossary term as a button that carries the word in the other language and what it means. */
final class TermLinks implements NodeRenderer {
    private static final String SCHEME = "term:";

    private final HtmlNodeRendererContext context;
    private final Glossary glossary;
    private final Language language;

    TermLinks(HtmlNodeRendererContext context, Glossary glossary, Language language) {
        this.context = context;
        this.glossary = glossary;
        this.language = language;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Markup.linkTypes();
    }

    @Override
    public void render(Node node) {
        String destination = ((Link) node).getDestination();
        if (!destination.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "a link leads to a term, such as (term:namespace), not to '" + destination + "'");
        }
        String id = destination.substring(SCHEME.length());
        Term term = glossary.find(id)
                .orElseThrow(() -> new IllegalArgumentException("the glossary has no term '" + id + "'"));
        Language other = language == Language.KO ? Language.EN : Language.KO;
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("type", "button");
        attributes.put("class", "term");
        attributes.put("data-term", id);
        attributes.put("data-other", term.word().in(other));
        attributes.put("data-other-lang", other.tag());
        term.note().ifPresent(note -> attributes.put("data-note", note.in(language)));
        HtmlWriter html = context.getWriter();
        html.tag("button", attributes);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.tag("/button");
    }
}
