package dev.sangja.runtime.docker.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --label} takes. */
public final class Labels {
    private Labels() {}

    /** Reads each {@code name=value} or {@code name}; the last of one name counts. */
    public static Map<String, String> of(List<String> texts) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            labels.put(equals < 0 ? text : text.substring(0, equals), equals < 0 ? "" : text.substring(equals + 1));
        }
        return labels;
    }
}
