package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.StandardStreams;
import dev.sangja.runtime.docker.Messages.Language;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagException;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code docker} command of one machine: reads a command line, asks the engine, and answers on the client's streams
 * with Docker's words and exit codes. What there is of Docker's command line is decided by {@code docker help}.
 *
 * <p>Safe for use by several threads. All its texts are read when it is made, so that a call opens no file of ours.
 */
public final class DockerCommand {
    /** Said once a machine, on the error stream. */
    static final String BANNER = "도커 호환 교육용 런타임 / Docker-compatible teaching runtime, not Docker itself";

    private static final Logger LOG = LoggerFactory.getLogger(DockerCommand.class);
    private static final int COLUMNS = 80;
    private static final int CLIENT_ERROR = 125;
    private static final int CANCELLED = 130;
    private static final Set<String> LOG_LEVELS = Set.of("debug", "info", "warn", "error", "fatal");
    private static final Flag<Boolean> DEBUG = Flag.toggle('D', "debug");
    private static final Flag<String> LOG_LEVEL = Flag.text('l', "log-level");
    private static final Flag<Boolean> VERSION = Flag.toggle('v', "version");
    private static final FlagSet GLOBAL = FlagSet.of(DEBUG, LOG_LEVEL, VERSION)
            .notHere("config", "context", "c", "host", "H", "tls", "tlscacert", "tlscert", "tlskey", "tlsverify")
            .beforeArguments();

    private final VerbTree verbs = new VerbTree();
    private final Map<Language, Messages> messages = new EnumMap<>(Language.class);
    private final AtomicBoolean introduced = new AtomicBoolean();

    public DockerCommand() {
        for (Language language : Language.values()) {
            messages.put(language, new Messages(language));
        }
    }

    /**
     * Does what one command line says. Returns once everything has been said; the caller closes the streams.
     *
     * @param arguments what follows the command's own name
     * @return the client's exit code
     */
    public int run(List<String> arguments, CommandContext context) {
        TextOutput error = new TextOutput(context.streams().error());
        try {
            if (introduced.compareAndSet(false, true)) {
                error.line(BANNER);
            }
            return dispatch(arguments, context, error);
        } catch (ReaderGoneException gone) {
            return 1;
        } catch (CancellationException cancelled) {
            return CANCELLED;
        }
    }

    private int dispatch(List<String> arguments, CommandContext context, TextOutput error) {
        TextOutput out = new TextOutput(context.streams().output());
        Messages texts = texts(context);
        Help help = new Help(
                texts,
                context.streams().size().map(StandardStreams.Size::columns).orElse(COLUMNS));
        ParsedFlags global;
        try {
            global = GLOBAL.parse(arguments);
        } catch (FlagException problem) {
            error.print(problem.getMessage() + "\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\n" + pointer("docker"));
            return CLIENT_ERROR;
        }
        String level = global.get(LOG_LEVEL);
        if (!level.isEmpty() && !LOG_LEVELS.contains(level)) {
            error.line("Unable to parse logging level: " + level);
            return 1;
        }
        if (global.get(VERSION)) {
            out.line("Docker-compatible teaching runtime version "
                    + context.operations().engine().version());
            return 0;
        }
        List<String> words = global.arguments();
        boolean asksForHelp = !words.isEmpty() && words.get(0).equals("help");
        if (words.isEmpty() || global.help() || (asksForHelp && words.size() == 1)) {
            out.print(help.whole(verbs.top(), verbs.groupNames(), GLOBAL));
            return 0;
        }
        Call call = new Call(context, texts, help, out, error);
        return asksForHelp ? call.find(words.subList(1, words.size()), true) : call.find(words, false);
    }

    private Messages texts(CommandContext context) {
        Language language = Language.of(context.environment());
        return Optional.ofNullable(messages.get(language)).orElseThrow();
    }

    private static String pointer(String command) {
        return "Run '" + command + " --help' for more information\n";
    }

    /** One call whose verb is still to be found. */
    private final class Call {
        private final CommandContext context;
        private final Messages texts;
        private final Help help;
        private final TextOutput out;
        private final TextOutput error;

        private Call(CommandContext context, Messages texts, Help help, TextOutput out, TextOutput error) {
            this.context = context;
            this.texts = texts;
            this.help = help;
            this.out = out;
            this.error = error;
        }

        private int find(List<String> words, boolean onlyHelp) {
            String name = words.get(0);
            Optional<Map<String, Verb>> group = verbs.group(name);
            if (group.isPresent()) {
                return inGroup(name, group.get(), words.subList(1, words.size()), onlyHelp);
            }
            Optional<VerbTree.Found> found = verbs.find(name);
            return found.isPresent()
                    ? run(found.get(), words.subList(1, words.size()), onlyHelp)
                    : unknown("docker", name);
        }

        private int inGroup(String group, Map<String, Verb> members, List<String> words, boolean onlyHelp) {
            if (words.isEmpty() || words.get(0).equals("--help") || words.get(0).equals("-h")) {
                out.print(help.group("docker " + group, group, members));
                return 0;
            }
            Optional<VerbTree.Found> found = verbs.find(group, words.get(0));
            return found.isPresent()
                    ? run(found.get(), words.subList(1, words.size()), onlyHelp)
                    : unknown("docker " + group, words.get(0));
        }

        private int unknown(String command, String name) {
            boolean option = name.startsWith("-");
            String problem = option
                    ? (name.startsWith("--") ? "unknown flag: " : "unknown shorthand flag: ") + name
                    : "docker: '" + name + "': 이 교육용 런타임에는 없는 명령입니다 / not in this teaching runtime";
            error.print(problem + "\n\n" + pointer(command));
            return CLIENT_ERROR;
        }

        private int run(VerbTree.Found found, List<String> arguments, boolean onlyHelp) {
            Syntax syntax = found.verb().syntax();
            String command = found.command();
            ParsedFlags flags;
            try {
                flags = syntax.flags().parse(onlyHelp ? List.of("--help") : arguments);
            } catch (FlagException problem) {
                error.print(problem.getMessage() + "\n\n" + Help.usage(syntax, command) + "\n" + pointer(command));
                return CLIENT_ERROR;
            }
            if (flags.help()) {
                out.print(help.verb(syntax, command, verbs.names(found.verb())));
                return 0;
            }
            Optional<String> wrong = syntax.arity().problem(flags.arguments().size());
            if (wrong.isPresent()) {
                error.print("docker: '" + command + "' " + wrong.get() + "\n\n" + Help.usage(syntax, command) + "\n"
                        + syntax.arity().pointer() + " '" + command + " --help' for more information\n");
                return 1;
            }
            return perform(found.verb(), flags, new Invocation(context, texts, command, out, error));
        }

        private int perform(Verb verb, ParsedFlags flags, Invocation call) {
            try {
                return verb.run(flags, call);
            } catch (VerbFailure failure) {
                error.line(failure.text());
                return failure.exitCode();
            } catch (ContainerProblem problem) {
                error.line("Error response from daemon: " + problem.getMessage());
                return 1;
            } catch (ReaderGoneException | CancellationException left) {
                throw left;
            } catch (RuntimeException failure) {
                LOG.error("docker {} failed", verb.syntax().key(), failure);
                error.line("Error response from daemon: " + failure);
                return CLIENT_ERROR;
            }
        }
    }
}
