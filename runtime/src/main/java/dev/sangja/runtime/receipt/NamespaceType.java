package dev.sangja.runtime.receipt;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The eight kinds of Linux namespaces, in the order in which every picture shows them; see namespaces(7). */
public enum NamespaceType {
    MNT,
    UTS,
    IPC,
    PID,
    NET,
    USER,
    CGROUP,
    TIME;

    /** The name of its file under {@code /proc/PID/ns}. */
    @JsonValue
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
