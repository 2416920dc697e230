package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.receipt.NamespaceType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call as a row shows it: as strace(1) would, but without what only the program itself understands (pointers, the
 * environment, lengths of strings that are shown whole), long texts cut in the middle.
 */
final class Spans {
    private static final int LONGEST = 120;
    private static final Set<String> PROPAGATION =
            Set.of("MS_REC", "MS_PRIVATE", "MS_SLAVE", "MS_SHARED", "MS_UNBINDABLE");
    private static final Set<String> LEFT_OUT = Set.of("envp", "rusage", "addrlen", "stack_size", "tls");

    private Spans() {}

    static List<CallSpan> of(SyscallCall call) {
        List<CallSpan> spans = new ArrayList<>();
        StringBuilder plain = new StringBuilder(call.name()).append('(');
        Iterator<Argument> shown = shown(call).iterator();
        while (shown.hasNext()) {
            append(shown.next().value(), plain, spans);
            plain.append(shown.hasNext() ? ", " : "");
        }
        flush(plain.append(')'), spans);
        return List.copyOf(spans);
    }

    private static List<Argument> shown(SyscallCall call) {
        List<Argument> shown = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            boolean pointer = argument.value() instanceof ArgumentValue.Address address
                    && (address.value() != 0 || !call.name().equals("mount"));
            boolean here = argument.value() instanceof ArgumentValue.Symbol symbol
                    && symbol.name().startsWith("AT_FDCWD");
            if (!pointer && !here && !LEFT_OUT.contains(argument.name())) {
                shown.add(argument);
            }
        }
        while (!shown.isEmpty() && shown.get(shown.size() - 1).value() instanceof ArgumentValue.Address) {
            shown.remove(shown.size() - 1);
        }
        return shown;
    }

    private static void append(ArgumentValue value, StringBuilder plain, List<CallSpan> spans) {
        if (!(value instanceof ArgumentValue.Flags flags) || flags.names().isEmpty()) {
            plain.append(shorten(value.render()));
            return;
        }
        if (PROPAGATION.containsAll(flags.names()) && flags.remainder() == 0) {
            flush(plain, spans);
            spans.add(new CallSpan(value.render(), Optional.of(NamespaceType.MNT)));
            return;
        }
        boolean first = true;
        for (String name : flags.names()) {
            plain.append(first ? "" : "|");
            first = false;
            Optional<NamespaceType> namespace = NamespaceFlags.of(name);
            if (namespace.isPresent()) {
                flush(plain, spans);
                spans.add(new CallSpan(name, namespace));
            } else {
                plain.append(name);
            }
        }
        if (flags.remainder() != 0) {
            plain.append("|0x").append(Long.toHexString(flags.remainder()));
        }
    }

    private static String shorten(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= LONGEST) {
            return text;
        }
        int half = LONGEST / 2;
        return text.substring(0, text.offsetByCodePoints(0, half))
                + "…"
                + text.substring(text.offsetByCodePoints(text.length(), -half + 1));
    }

    private static void flush(StringBuilder plain, List<CallSpan> spans) {
        if (plain.length() > 0) {
            spans.add(CallSpan.plain(plain.toString()));
            plain.setLength(0);
        }
    }
}
