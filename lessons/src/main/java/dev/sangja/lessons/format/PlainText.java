package dev.sangja.lessons.format;

import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;

/**
 * Renders what the plain text of a sentence needs otherwise than CommonMark does: code without quotes, terms as words.
 */
final class PlainText implements NodeRenderer {
    private final TextContentNodeRendererContext context;

    PlainText(TextContentNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class, Code.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Code code) {
            context.getWriter().write(code.getLiteral());
            return;
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}
