package dev.sangja.runtime.dockerfile;

/**
 * Text that stands in the lines behind an instruction, up to a line that is its name.
 *
 * @param name its delimiter
 * @param expand whether variables in it are replaced: not if any part of the delimiter was quoted
 * @param chomp whether tabs at the start of its lines are taken away ({@code <<-})
 * @param descriptor the number before {@code <<}; 0 if there is none
 * @param content its lines, each with its end
 * @param firstLine the line of its first text, or of its delimiter if it is empty
 * @param lastLine the line of its delimiter
 */
public record Heredoc(
        String name, boolean expand, boolean chomp, int descriptor, String content, int firstLine, int lastLine) {
    /** The content as it counts: without the leading tabs if they are to go. */
    public String text() {
        if (!chomp) {
            return content;
        }
        StringBuilder text = new StringBuilder(content.length());
        boolean start = true;
        for (int i = 0; i < content.length(); i++) {
            char next = content.charAt(i);
            if (start && next == '\t') {
                continue;
            }
            text.append(next);
            start = next == '\n';
        }
        return text.toString();
    }

    Heredoc with(String text) {
        return new Heredoc(name, expand, false, descriptor, text, firstLine, lastLine);
    }
}
