package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.event.Event;
import java.time.Instant;
import java.util.stream.Collectors;

/** One event as {@code docker events} shows it. */
public final class EventLine {
    private EventLine() {}

    /** The line. */
    public static String text(Event event) {
        String attributes = event.attributes().entrySet().stream()
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(", "));
        return Ages.log(event.at()) + " " + event.kind().word() + " " + event.action() + " " + event.actor()
                + (attributes.isEmpty() ? "" : " (" + attributes + ")");
    }

    /** What {@code --format} works on. */
    public static GoValue value(Event event) {
        Instant at = event.at();
        GoValue.StructBuilder value = GoValue.struct();
        if (event.kind() == Event.Kind.CONTAINER) {
            value.add("Status", "status", GoValue.of(event.action()))
                    .add("ID", "id", GoValue.of(event.actor()))
                    .add("From", "from", GoValue.of(event.attributes().getOrDefault("image", "")));
        }
        return value.add("Type", event.kind().word())
                .add("Action", event.action())
                .add(
                        "Actor",
                        GoValue.struct()
                                .add("ID", event.actor())
                                .add("Attributes", GoValue.textMap(event.attributes()))
                                .build())
                .add("Scope", "scope", GoValue.of("local"))
                .add("Time", "time", GoValue.of(at.getEpochSecond()))
                .add("TimeNano", "timeNano", GoValue.of(at.getEpochSecond() * 1_000_000_000L + at.getNano()))
                .build();
    }
}
