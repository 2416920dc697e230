package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.LogLine;
import dev.sangja.runtime.container.LogRequest;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.Ages;
import dev.sangja.runtime.docker.option.GoTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** {@code docker logs}. */
final class LogsVerb implements Verb {
    private static final Flag<Boolean> FOLLOW = Flag.toggle('f', "follow");
    private static final Flag<String> SINCE = Flag.text("since");
    private static final Flag<String> TAIL = Flag.text('n', "tail");
    private static final Flag<Boolean> TIMESTAMPS = Flag.toggle('t', "timestamps");
    private static final Flag<String> UNTIL = Flag.text("until");
    private static final Syntax SYNTAX = new Syntax(
            "logs",
            "[OPTIONS] CONTAINER",
            Arity.exactly(1),
            FlagSet.of(FOLLOW, SINCE, TAIL, TIMESTAMPS, UNTIL).notHere("details"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Instant now = call.operations().engine().now();
        Optional<Instant> since = moment(flags, SINCE, now);
        Optional<Instant> until = moment(flags, UNTIL, now);
        ContainerRecord container = call.container(flags.arguments().get(0));
        LogRequest request = new LogRequest(flags.get(FOLLOW), tail(flags.get(TAIL)), since, until);
        call.operations().logs(container.id(), request, new Printer(call, flags.get(TIMESTAMPS)), call.cancellation());
        return 0;
    }

    private static Optional<Instant> moment(ParsedFlags flags, Flag<String> flag, Instant now) {
        String text = flags.get(flag);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> moment = GoTime.moment(text, now);
        if (moment.isEmpty()) {
            throw new VerbFailure(
                    "invalid value for \"" + flag.name() + "\": failed to parse value as time or duration: "
                            + GoQuote.quote(text),
                    1);
        }
        return moment;
    }

    /** What is no number means every line, as in Docker. */
    private static OptionalInt tail(String text) {
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Prints lines to the stream that they were written to. */
    private static final class Printer implements Consumer<LogLine> {
        private final Invocation call;
        private final boolean timestamps;
        private final Set<StandardStream> insideLine = EnumSet.noneOf(StandardStream.class);

        private Printer(Invocation call, boolean timestamps) {
            this.call = call;
            this.timestamps = timestamps;
        }

        @Override
        public void accept(LogLine line) {
            TextOutput to = line.stream() == StandardStream.STDERR ? call.error() : call.out();
            byte[] bytes = line.bytes();
            boolean starts = !insideLine.contains(line.stream());
            if (timestamps && starts) {
                to.write((Ages.log(line.at()) + " ").getBytes(UTF_8));
            }
            to.write(bytes);
            if (bytes.length > 0 && bytes[bytes.length - 1] == '\n') {
                insideLine.remove(line.stream());
            } else {
                insideLine.add(line.stream());
            }
        }
    }
}
