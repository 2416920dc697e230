package dev.sangja.runtime.dockerfile;

import dev.sangja.runtime.dockerfile.FlagReader.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Understands statements: one method for each instruction. Immutable. */
final class InstructionReader {
    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9-_.]*");
    private static final Pattern PORT = Pattern.compile("[0-9-]+(?:/[A-Za-z]+)?");
    private static final Set<String> NOT_LATER = Set.of("FROM", "MAINTAINER");

    private final char escape;
    private final Map<String, Reading> readings = new TreeMap<>();

    private interface Reading {
        Instruction read(InstructionText text);
    }

    InstructionReader(char escape) {
        this.escape = escape;
        TransferReader transfers = new TransferReader();
        PairReader pairs = new PairReader(escape);
        readings.put("ADD", transfers::add);
        readings.put("ARG", this::arg);
        readings.put("CMD", text -> new Instruction.Cmd(text, command(text, "CMD", Map.of())));
        readings.put("COPY", transfers::copy);
        readings.put("ENTRYPOINT", text -> new Instruction.EntryPoint(text, command(text, "ENTRYPOINT", Map.of())));
        readings.put("ENV", pairs::env);
        readings.put("EXPOSE", this::expose);
        readings.put("FROM", this::from);
        readings.put("HEALTHCHECK", HealthReader::read);
        readings.put("LABEL", pairs::label);
        readings.put(
                "MAINTAINER", text -> new Instruction.Maintainer(text, one(text, "MAINTAINER", "MAINTAINER NAME")));
        readings.put("ONBUILD", this::onBuild);
        readings.put("RUN", this::run);
        readings.put("SHELL", this::shell);
        readings.put("STOPSIGNAL", this::stopSignal);
        readings.put("USER", text -> new Instruction.User(text, one(text, "USER", "USER NAME[:GROUP]")));
        readings.put("VOLUME", this::volume);
        readings.put("WORKDIR", text -> new Instruction.WorkDirectory(text, one(text, "WORKDIR", "WORKDIR /PATH")));
    }

    /** Understands a statement; {@link ProblemException} if it cannot. */
    Instruction read(Statement statement) {
        return read(statement, 0);
    }

    private Instruction read(Statement statement, int from) {
        LogicalLine line = statement.line();
        Words words = new Words(line.text(), from, escape);
        Words.Word keyword = words.next().orElseThrow();
        InstructionText text = split(statement, keyword);
        String name = keyword.text().toUpperCase(Locale.ROOT);
        Reading reading = Optional.ofNullable(readings.get(name))
                .orElseThrow(() -> ProblemException.of(
                        Mistake.UNKNOWN_INSTRUCTION,
                        line.span(keyword.from(), keyword.to()),
                        keyword.text(),
                        Suggestion.text(name, readings.keySet()),
                        String.join(", ", readings.keySet())));
        return reading.read(text);
    }

    /** Takes the options off. */
    private InstructionText split(Statement statement, Words.Word keyword) {
        LogicalLine line = statement.line();
        List<InstructionText.FlagText> flags = new ArrayList<>();
        Words words = new Words(line.text(), keyword.to(), escape);
        int body = words.skip();
        while (line.text().startsWith("--", body)) {
            Words.Word word = words.nextQuoted().orElseThrow();
            body = words.skip();
            if (word.text().equals("--")) {
                break;
            }
            int equals = word.text().indexOf('=');
            String name = word.text().substring(2, equals < 0 ? word.text().length() : equals);
            String value = equals < 0 ? "" : unquoted(word.text().substring(equals + 1));
            flags.add(new InstructionText.FlagText(name, value, equals >= 0, word.from(), word.to()));
        }
        return new InstructionText(
                keyword.text(), flags, line, body, statement.heredocs(), statement.original(), statement.lastLine());
    }

    /** An option's value; quotes hold it together and are no part of it. */
    private static String unquoted(String value) {
        StringBuilder plain = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (quote == 0 ? next == '"' || next == '\'' : next == quote) {
                quote = quote == 0 ? next : 0;
            } else {
                plain.append(next);
            }
        }
        return plain.toString();
    }

    static ProblemException missing(InstructionText text, Mistake mistake, String name, String form) {
        return ProblemException.of(mistake, text.bodySpan(), name, form);
    }

    /** The whole rest as one argument. */
    private static String one(InstructionText text, String name, String form) {
        new FlagReader(text, name, Map.of());
        String body = text.body().strip();
        if (body.isEmpty()) {
            throw missing(text, Mistake.ONE_ARGUMENT, name, form);
        }
        return body;
    }

    /** The arguments as a JSON array, if they are one. */
    static Optional<List<String>> json(InstructionText text) {
        Optional<JsonWords> json = JsonWords.parse(text.body());
        if (json.filter(words -> !words.onlyStrings()).isPresent()) {
            throw ProblemException.of(Mistake.NOT_STRINGS, text.bodySpan());
        }
        return json.map(JsonWords::words);
    }

    /** The arguments as a JSON array, or else cut at white space. */
    static List<String> list(InstructionText text) {
        return json(text)
                .orElseGet(() -> words(text).stream().map(Words.Word::text).toList());
    }

    static List<Words.Word> words(InstructionText text) {
        return new Words(text.line().text(), text.bodyOffset(), '\\').rest();
    }

    private static CommandLine command(InstructionText text, String name, Map<String, Kind> flags) {
        new FlagReader(text, name, flags);
        String body = text.body().stripTrailing();
        Optional<List<String>> json = json(text);
        if (body.isEmpty() || (json.filter(List::isEmpty).isPresent() && name.equals("RUN"))) {
            throw missing(text, Mistake.NO_ARGUMENTS, name, name + " COMMAND");
        }
        return json.map(words -> new CommandLine(false, words)).orElseGet(() -> new CommandLine(true, List.of(body)));
    }

    private Instruction arg(InstructionText text) {
        new FlagReader(text, "ARG", Map.of());
        List<Instruction.Arg.Declaration> declarations = new ArrayList<>();
        Words words = new Words(text.line().text(), text.bodyOffset(), escape);
        for (Words.Word word : words.restQuoted()) {
            int equals = word.text().indexOf('=');
            String name = equals < 0 ? word.text() : word.text().substring(0, equals);
            if (name.isBlank()) {
                throw ProblemException.of(Mistake.BLANK_NAME, text.span(word), "ARG");
            }
            declarations.add(new Instruction.Arg.Declaration(
                    name,
                    equals < 0 ? Optional.empty() : Optional.of(word.text().substring(equals + 1))));
        }
        if (declarations.isEmpty()) {
            throw missing(text, Mistake.NO_ARGUMENTS, "ARG", "ARG NAME[=VALUE]");
        }
        return new Instruction.Arg(text, declarations);
    }

    private Instruction expose(InstructionText text) {
        new FlagReader(text, "EXPOSE", Map.of());
        List<Words.Word> ports = words(text);
        if (ports.isEmpty()) {
            throw missing(text, Mistake.NO_ARGUMENTS, "EXPOSE", "EXPOSE PORT[/PROTOCOL]");
        }
        for (Words.Word port : ports) {
            boolean later = port.text().indexOf('$') >= 0 || port.text().indexOf(':') >= 0;
            if (!later
                    && !(PORT.matcher(port.text()).matches()
                            && ExposedPort.parse(port.text()).isPresent())) {
                throw ProblemException.of(Mistake.BAD_PORT, text.span(port), port.text());
            }
        }
        return new Instruction.Expose(text, ports.stream().map(Words.Word::text).toList());
    }

    private Instruction from(InstructionText text) {
        FlagReader flags = new FlagReader(text, "FROM", Map.of("platform", Kind.TEXT));
        List<Words.Word> words = words(text);
        boolean named = words.size() == 3 && words.get(1).is("as");
        if (words.size() != 1 && !named) {
            throw missing(text, Mistake.FROM_ARGUMENTS, "FROM", "");
        }
        if (named
                && !STAGE_NAME
                        .matcher(words.get(2).text().toLowerCase(Locale.ROOT))
                        .matches()) {
            throw ProblemException.of(
                    Mistake.STAGE_NAME, text.span(words.get(2)), words.get(2).text());
        }
        return new Instruction.From(
                text,
                words.get(0).text(),
                flags.value("platform"),
                named ? Optional.of(words.get(2).text()) : Optional.empty(),
                named ? Optional.of(words.get(1).text()) : Optional.empty());
    }

    private Instruction onBuild(InstructionText text) {
        new FlagReader(text, "ONBUILD", Map.of());
        if (text.body().isBlank()) {
            throw missing(text, Mistake.NO_ARGUMENTS, "ONBUILD", "ONBUILD INSTRUCTION");
        }
        Words.Word keyword =
                new Words(text.line().text(), text.bodyOffset(), escape).next().orElseThrow();
        String name = keyword.text().toUpperCase(Locale.ROOT);
        if (name.equals("ONBUILD")) {
            throw ProblemException.of(Mistake.ONBUILD_CHAIN, text.span(keyword));
        }
        if (NOT_LATER.contains(name)) {
            throw ProblemException.of(Mistake.ONBUILD_FORBIDDEN, text.span(keyword), name);
        }
        Statement inner = new Statement(text.line(), text.heredocs(), text.original());
        StringBuilder kept = new StringBuilder(text.body().stripTrailing());
        for (Heredoc heredoc : text.heredocs()) {
            kept.append('\n').append(heredoc.content()).append(heredoc.name());
        }
        return new Instruction.OnBuild(text, read(inner, text.bodyOffset()), kept.toString());
    }

    private Instruction run(InstructionText text) {
        FlagReader flags = new FlagReader(
                text,
                "RUN",
                Map.of("mount", Kind.LIST, "network", Kind.TEXT, "security", Kind.TEXT, "device", Kind.LIST));
        String network = flags.value("network").orElse("default");
        if (!Set.of("default", "none", "host").contains(network)) {
            throw flags.refused("network", "default, none, host");
        }
        String security = flags.value("security").orElse("sandbox");
        if (!Set.of("sandbox", "insecure").contains(security)) {
            throw flags.refused("security", "sandbox, insecure");
        }
        CommandLine command = command(
                text,
                "RUN",
                Map.of("mount", Kind.LIST, "network", Kind.TEXT, "security", Kind.TEXT, "device", Kind.LIST));
        for (InstructionText.FlagText flag : text.flags()) {
            if (flag.name().equals("mount")) {
                RunMount.check(flag.value(), text.span(flag));
            }
        }
        return new Instruction.Run(text, command, flags.values("mount"), network, security);
    }

    private Instruction shell(InstructionText text) {
        new FlagReader(text, "SHELL", Map.of());
        List<String> words = json(text)
                .orElseThrow(() -> ProblemException.of(
                        text.body().isBlank() ? Mistake.NO_ARGUMENTS : Mistake.NOT_JSON,
                        text.bodySpan(),
                        "SHELL",
                        "SHELL [\"/bin/sh\", \"-c\"]"));
        if (words.isEmpty()) {
            throw missing(text, Mistake.NO_ARGUMENTS, "SHELL", "SHELL [\"/bin/sh\", \"-c\"]");
        }
        return new Instruction.Shell(text, words);
    }

    private Instruction stopSignal(InstructionText text) {
        String signal = one(text, "STOPSIGNAL", "STOPSIGNAL SIGTERM");
        boolean known = dev.sangja.runtime.container.Signal.parse(signal).isPresent();
        if (!known && signal.indexOf('$') < 0) {
            throw ProblemException.of(Mistake.BAD_SIGNAL, text.bodySpan(), signal);
        }
        return new Instruction.StopSignal(text, signal);
    }

    private Instruction volume(InstructionText text) {
        new FlagReader(text, "VOLUME", Map.of());
        List<String> paths = list(text);
        if (paths.isEmpty()) {
            throw missing(text, Mistake.NO_ARGUMENTS, "VOLUME", "VOLUME /PATH");
        }
        if (paths.stream().anyMatch(String::isBlank)) {
            throw ProblemException.of(Mistake.EMPTY_VOLUME, text.bodySpan());
        }
        return new Instruction.Volume(text, paths);
    }
}
