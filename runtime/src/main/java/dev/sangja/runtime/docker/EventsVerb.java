package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.EventLine;
import dev.sangja.runtime.docker.option.GoTime;
import dev.sangja.runtime.docker.template.GoTemplate;
import dev.sangja.runtime.docker.template.TemplateException;
import dev.sangja.runtime.event.Event;
import dev.sangja.runtime.event.EventLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code docker events}. */
final class EventsVerb implements Verb {
    private static final Flag<List<PsFilter.Condition>> FILTER =
            new Flag<>("filter", Optional.of('f'), FlagKind.many("filter", PsFilter::condition), List.of());
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<String> SINCE = Flag.text("since");
    private static final Flag<String> UNTIL = Flag.text("until");
    private static final Syntax SYNTAX =
            new Syntax("events", "[OPTIONS]", Arity.NONE, FlagSet.of(FILTER, FORMAT, SINCE, UNTIL));
    private static final int NO_TEMPLATE = 64;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Instant now = call.operations().engine().now();
        NameConditions<Event> conditions = conditions(flags.get(FILTER));
        Optional<GoTemplate> template = template(flags.get(FORMAT));
        EventLog.Request request =
                new EventLog.Request(moment(flags, SINCE, now), moment(flags, UNTIL, now), conditions::accepts);
        call.host()
                .events()
                .read(
                        request,
                        event -> call.out()
                                .line(template.isEmpty() ? EventLine.text(event) : execute(template.get(), event)),
                        call.cancellation());
        return 0;
    }

    private static NameConditions<Event> conditions(List<PsFilter.Condition> given) {
        return new NameConditions<>(
                given,
                Map.of(
                        "type", (event, value) -> event.kind().word().equals(value),
                        "event",
                                (event, value) -> event.action().equals(value)
                                        || event.action().startsWith(value + ":"),
                        "container", (event, value) -> concerns(event, Event.Kind.CONTAINER, value),
                        "image",
                                (event, value) -> concerns(event, Event.Kind.IMAGE, value)
                                        || value.equals(event.attributes().get("image")),
                        "network", (event, value) -> concerns(event, Event.Kind.NETWORK, value),
                        "volume", (event, value) -> concerns(event, Event.Kind.VOLUME, value),
                        "label", (event, value) -> NameConditions.hasLabel(event.attributes(), value),
                        "scope", (event, value) -> value.equals("local")));
    }

    private static boolean concerns(Event event, Event.Kind kind, String reference) {
        boolean named = reference.equals(event.attributes().get("name"));
        return event.kind() == kind
                && !reference.isEmpty()
                && (named || event.actor().startsWith(reference));
    }

    private static Optional<GoTemplate> template(String format) {
        if (format.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(GoTemplate.parse(format.equals("json") ? "{{json .}}" : format));
        } catch (TemplateException problem) {
            throw new VerbFailure("Error parsing format: " + problem.getMessage(), NO_TEMPLATE);
        }
    }

    private static String execute(GoTemplate template, Event event) {
        try {
            return template.execute(EventLine.value(event));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
    }

    private static Optional<Instant> moment(ParsedFlags flags, Flag<String> flag, Instant now) {
        String text = flags.get(flag);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> moment = GoTime.moment(text, now);
        if (moment.isEmpty()) {
            throw new VerbFailure("failed to parse value as time or duration: " + GoQuote.quote(text), 1);
        }
        return moment;
    }
}
