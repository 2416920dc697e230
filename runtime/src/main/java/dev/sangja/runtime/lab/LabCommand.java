package dev.sangja.runtime.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.ClientLanguage;
import dev.sangja.runtime.docker.CommandContext;
import dev.sangja.runtime.docker.flag.FlagException;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code lab} command of one machine. Safe for use by several threads. All its texts are read when it is made, so
 * that a call opens no file of ours.
 */
public final class LabCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LabCommand.class);
    private static final int MISUSED = 125;
    private static final int CANCELLED = 130;
    private static final String LAYERS = "layers";

    private final Map<ClientLanguage, LabTexts> texts = new EnumMap<>(ClientLanguage.class);

    public LabCommand() {
        for (ClientLanguage language : ClientLanguage.values()) {
            texts.put(language, new LabTexts(language));
        }
    }

    /**
     * Does what one command line says; the caller closes the streams.
     *
     * @param arguments what follows the command's own name
     * @return the client's exit code
     */
    public int run(List<String> arguments, CommandContext context) {
        LabTexts words = Optional.ofNullable(texts.get(ClientLanguage.of(context.environment())))
                .orElseThrow();
        try {
            return dispatch(arguments, context, words);
        } catch (ContainerProblem problem) {
            return fail(context, String.valueOf(problem.getMessage()), 1);
        } catch (FlagException problem) {
            return fail(context, problem.getMessage() + "\n\n" + words.text("help.layers"), MISUSED);
        } catch (CancellationException gone) {
            return CANCELLED;
        } catch (RuntimeException failure) {
            LOG.error("lab {} failed", arguments, failure);
            return fail(context, failure.toString(), MISUSED);
        }
    }

    private static int dispatch(List<String> arguments, CommandContext context, LabTexts words) {
        String verb = arguments.isEmpty() ? "--help" : arguments.get(0);
        if (verb.equals("--help") || verb.equals("help") || verb.equals("-h")) {
            return print(context, words.text("help") + "\n");
        }
        if (!verb.equals(LAYERS)) {
            return fail(context, words.text("unknown", verb), MISUSED);
        }
        ParsedFlags flags = LayersVerb.FLAGS.parse(arguments.subList(1, arguments.size()));
        if (flags.help()) {
            return print(context, words.text("help.layers") + "\n");
        }
        if (flags.arguments().size() != 1) {
            return fail(context, words.text("help.layers"), 1);
        }
        return print(context, new LayersVerb(words, context).report(flags));
    }

    private static int print(CommandContext context, String text) {
        return write(context.streams().output(), text) ? 0 : 1;
    }

    private static int fail(CommandContext context, String text, int code) {
        write(context.streams().error(), "lab: " + text + "\n");
        return code;
    }

    /** Whether there still was a reader. */
    private static boolean write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(UTF_8));
            out.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
