package dev.sangja.runtime.dockerfile;

import java.util.List;

/** One instruction before it is understood: its line, and the heredocs behind it. */
record Statement(LogicalLine line, List<Heredoc> heredocs, String original) {
    Statement {
        heredocs = List.copyOf(heredocs);
    }

    int lastLine() {
        return heredocs.isEmpty()
                ? line.lastLine()
                : heredocs.get(heredocs.size() - 1).lastLine();
    }
}
