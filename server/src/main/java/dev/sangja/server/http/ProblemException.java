package dev.sangja.server.http;

import dev.sangja.lessons.text.Language;
import java.util.List;

/** A request is refused; nothing was changed. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemKind kind;
    private final List<String> facts;

    /** @param facts what stands in the message's places, in order; they may come from the request */
    ProblemException(ProblemKind kind, String... facts) {
        super(kind.code());
        this.kind = kind;
        this.facts = List.of(facts);
    }

    ProblemKind kind() {
        return kind;
    }

    /** What to say, as plain text. */
    String message(Language language) {
        String text = kind.text(language);
        for (int index = 0; index < facts.size(); index++) {
            text = text.replace("{" + index + "}", shortened(facts.get(index)));
        }
        return text;
    }

    private static String shortened(String fact) {
        return fact.length() <= 200 ? fact : fact.substring(0, 200) + "…";
    }
}
