package dev.sangja.web.markup;

import j2html.tags.ContainerTag;

/** An element of SVG. */
public final class SvgTag extends ContainerTag<SvgTag> {
    SvgTag(String name) {
        super(name);
    }
}
