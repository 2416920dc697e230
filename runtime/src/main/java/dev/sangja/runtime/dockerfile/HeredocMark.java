package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The place in an instruction that announces a heredoc: {@code <<NAME}, {@code <<-NAME}, {@code 3<<"NAME"}.
 *
 * @param from offset of its first character in the instruction's line
 * @param to offset behind its last one
 */
record HeredocMark(String name, boolean expand, boolean chomp, int descriptor, int from, int to) {
    private static final Set<String> TAKERS = Set.of("run", "copy", "add");
    private static final int MOST = 100;

    /** All of an instruction; none if the instruction takes none, or is in JSON form. */
    static List<HeredocMark> in(LogicalLine line) {
        String text = line.text();
        if (text.indexOf("<<") < 0) {
            return List.of();
        }
        Words words = new Words(text);
        Optional<Words.Word> keyword = words.next();
        if (keyword.filter(word -> word.is("onbuild")).isPresent()) {
            keyword = words.next();
        }
        if (keyword.filter(word -> TAKERS.contains(word.text().toLowerCase(Locale.ROOT)))
                .isEmpty()) {
            return List.of();
        }
        List<HeredocMark> marks = new ArrayList<>();
        boolean flags = true;
        for (Optional<Words.Word> word = words.nextQuoted(); word.isPresent(); word = words.nextQuoted()) {
            boolean flag = flags && word.get().text().startsWith("--");
            if (flags
                    && !flag
                    && JsonWords.parse(text.substring(word.get().from())).isPresent()) {
                return List.of();
            }
            flags = flag;
            if (words.unclosed() || marks.size() == MOST) {
                return words.unclosed() ? List.of() : marks;
            }
            of(word.get()).ifPresent(marks::add);
        }
        return marks;
    }

    /** The mark that a word is. */
    static Optional<HeredocMark> of(Words.Word word) {
        String text = word.text();
        int at = 0;
        while (at < text.length() && at < 9 && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        if (!text.startsWith("<<", at)) {
            return Optional.empty();
        }
        int descriptor = at == 0 ? 0 : Integer.parseInt(text.substring(0, at));
        boolean chomp = text.startsWith("-", at + 2);
        String rest = text.substring(at + (chomp ? 3 : 2));
        if (rest.isEmpty() || rest.indexOf('<') >= 0) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        char quote = 0;
        for (int i = 0; i < rest.length(); i++) {
            char next = rest.charAt(i);
            if (quote != 0 ? next == quote : next == '"' || next == '\'') {
                quote = quote != 0 ? 0 : next;
                quoted = true;
            } else if (next == '\\' && quote != '\'' && i + 1 < rest.length()) {
                name.append(rest.charAt(++i));
                quoted = true;
            } else {
                name.append(next);
            }
        }
        return name.length() == 0
                ? Optional.empty()
                : Optional.of(new HeredocMark(name.toString(), !quoted, chomp, descriptor, word.from(), word.to()));
    }
}
