package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.library.HistoryLine;
import java.time.Instant;
import java.util.Map;

/** One step of an image's history as {@code docker history} shows it. */
public final class HistoryRow {
    private static final String MISSING = "<missing>";
    private static final int COMMAND_WIDTH = 45;
    private static final Map<String, String> HEADERS = Map.of(
            "ID", "IMAGE",
            "CreatedSince", "CREATED",
            "CreatedAt", "CREATED AT",
            "CreatedBy", "CREATED BY",
            "Size", "SIZE",
            "Comment", "COMMENT");

    private HistoryRow() {}

    /** The list that such rows make; with ages and rounded sizes, or exact ones. */
    public static Listing listing(boolean human) {
        String created = human ? "{{.CreatedSince}}" : "{{.CreatedAt}}";
        return new Listing("{{.ID}}\t" + created + "\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}", "{{.ID}}", HEADERS);
    }

    public static GoValue.Struct of(HistoryLine line, boolean human, boolean whole, Instant now) {
        String command = line.createdBy().replace('\t', ' ').replace('\n', ' ');
        return GoValue.struct()
                .add("Comment", line.comment())
                .add("CreatedAt", line.created().map(Ages::rfc3339).orElse("N/A"))
                .add("CreatedBy", whole ? command : DisplayWidth.ellipsis(command, COMMAND_WIDTH))
                .add(
                        "CreatedSince",
                        line.created().map(created -> Ages.ago(created, now)).orElse("N/A"))
                .add(
                        "ID",
                        line.id()
                                .map(id -> whole ? id : ImageDetails.shortId(id))
                                .orElse(MISSING))
                .add("Size", human ? Sizes.decimal(line.sizeBytes()) : Long.toString(line.sizeBytes()))
                .buildRow("*formatter.historyContext");
    }
}
