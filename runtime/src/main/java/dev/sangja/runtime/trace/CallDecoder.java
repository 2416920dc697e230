package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a call's number and registers into its name and decoded arguments, as {@code calls.txt} describes them.
 * Immutable; it reads its tables when it is made, so that it opens no file later.
 */
final class CallDecoder {
    private static final int REGISTERS = 6;

    private final SyscallTable table;
    private final Map<String, Signature> signatures = new HashMap<>();
    private final List<Optional<Signature>> byNumber = new ArrayList<>();

    CallDecoder(Architecture architecture) {
        table = SyscallTable.of(architecture);
        DecoderRegistry registry = DecoderRegistry.of(Constants.of(architecture));
        String suffix = "@" + architecture.name().toLowerCase(Locale.ROOT);
        for (String line : Resource.lines("calls.txt")) {
            String name = line.split(" ", 2)[0];
            if (!name.contains("@")) {
                signatures.putIfAbsent(name, Signature.parse(name, line, registry));
            } else if (name.endsWith(suffix)) {
                String plain = name.substring(0, name.indexOf('@'));
                signatures.put(plain, Signature.parse(plain, line, registry));
            }
        }
        for (int number = 0; number < SyscallTable.CAPACITY; number++) {
            byNumber.add(table.nameOf(number).map(this::signature));
        }
    }

    /** A call at its entry. What the kernel will fill in is an address as yet. */
    SyscallCall entered(int number, CallView call) {
        Optional<Signature> signature =
                number >= 0 && number < byNumber.size() ? byNumber.get(number) : Optional.empty();
        return signature.isPresent() ? signature.get().decode(call) : unknown(number, call);
    }

    /** Whether the kernel fills something in that is worth decoding when the call has come back. */
    boolean fillsIn(int number) {
        return number >= 0
                && number < byNumber.size()
                && byNumber.get(number).map(Signature::hasResults).orElse(false);
    }

    /** A call that came back without an error: as it was at its entry, with what the kernel filled in since. */
    SyscallCall returned(SyscallCall entered, int number, CallView call) {
        return byNumber.get(number)
                .map(signature -> signature.fill(entered, call))
                .orElse(entered);
    }

    private Signature signature(String name) {
        Signature signature = signatures.get(name);
        return signature != null ? signature : Signature.opaque(name);
    }

    private static SyscallCall unknown(int number, CallView call) {
        return Signature.opaque("syscall_" + PlainDecoders.hex(Integer.toUnsignedLong(number)))
                .decode(call);
    }

    /** A call's name and parameters. */
    private record Signature(String name, List<Parameter> parameters, boolean hasResults) {
        static Signature parse(String name, String line, DecoderRegistry registry) {
            String[] words = line.split(" +", -1);
            List<String> names = new ArrayList<>();
            for (int index = 1; index < words.length; index++) {
                names.add(words[index].substring(0, words[index].indexOf(':')));
            }
            List<Parameter> parameters = new ArrayList<>();
            for (int index = 1; index < words.length; index++) {
                parameters.add(Parameter.parse(words[index], names, registry));
            }
            return new Signature(
                    name, List.copyOf(parameters), parameters.stream().anyMatch(Parameter::filledIn));
        }

        /** A call whose parameters nobody described: the registers as they are. */
        static Signature opaque(String name) {
            List<Parameter> parameters = new ArrayList<>();
            for (int index = 1; index <= REGISTERS; index++) {
                parameters.add(new Parameter(
                        "arg" + index, (value, call) -> new ArgumentValue.Symbol(PlainDecoders.hex(value)), false));
            }
            return new Signature(name, parameters, false);
        }

        SyscallCall decode(CallView call) {
            List<Argument> arguments = new ArrayList<>(parameters.size());
            for (int index = 0; index < parameters.size(); index++) {
                Parameter parameter = parameters.get(index);
                long value = call.argument(index);
                ArgumentValue decoded = parameter.filledIn()
                        ? new ArgumentValue.Address(value)
                        : parameter.decoder().decode(value, call);
                if (decoded != ArgumentDecoder.UNUSED) {
                    arguments.add(new Argument(parameter.name(), decoded));
                }
            }
            return new SyscallCall(name, arguments);
        }

        SyscallCall fill(SyscallCall entered, CallView call) {
            List<Argument> arguments = new ArrayList<>(entered.arguments());
            for (int index = 0; index < parameters.size(); index++) {
                Parameter parameter = parameters.get(index);
                long value = call.argument(index);
                if (parameter.filledIn() && value != 0) {
                    Argument filled =
                            new Argument(parameter.name(), parameter.decoder().decode(value, call));
                    arguments.replaceAll(argument -> argument.name().equals(filled.name()) ? filled : argument);
                }
            }
            return new SyscallCall(name, arguments);
        }
    }

    /** One parameter: {@code name:decoder(reference)}. */
    private record Parameter(String name, ArgumentDecoder decoder, boolean filledIn) {
        static Parameter parse(String word, List<String> names, DecoderRegistry registry) {
            int colon = word.indexOf(':');
            int open = word.indexOf('(');
            String decoder = open < 0 ? word.substring(colon + 1) : word.substring(colon + 1, open);
            String reference = open < 0 ? "" : word.substring(open + 1, word.length() - 1);
            return new Parameter(
                    word.substring(0, colon),
                    registry.decoder(decoder, new DecoderRegistry.Reference(reference, names.indexOf(reference))),
                    registry.isResult(decoder));
        }
    }
}
