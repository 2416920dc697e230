package dev.sangja.web.markup;

import static j2html.TagCreator.code;
import static j2html.TagCreator.em;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences with the two marks that interface texts may carry: {@code `code`} and {@code *stress*}. */
public final class Inline {
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*([^*]+)\\*");

    private Inline() {}

    /** The sentence's pieces, escaped, with its marks turned into elements. */
    public static DomContent[] of(String sentence) {
        List<DomContent> pieces = new ArrayList<>();
        Matcher marked = MARKED.matcher(sentence);
        int from = 0;
        while (marked.find()) {
            pieces.add(text(sentence.substring(from, marked.start())));
            pieces.add(marked.group(1) != null ? code(marked.group(1)) : em(marked.group(2)));
            from = marked.end();
        }
        pieces.add(text(sentence.substring(from)));
        return pieces.toArray(DomContent[]::new);
    }
}
