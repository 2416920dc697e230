package dev.sangja.runtime.docker.flag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flags of one command. Immutable. */
public final class FlagSet {
    private final List<Flag<?>> flags;
    private final Map<String, Flag<?>> byName = new LinkedHashMap<>();
    private final Map<Character, Flag<?>> byLetter = new LinkedHashMap<>();
    private final Set<String> elsewhere;
    private final boolean interspersed;

    private FlagSet(List<Flag<?>> flags, Map<String, Flag<?>> aliases, Set<String> elsewhere, boolean interspersed) {
        this.flags = List.copyOf(flags);
        this.elsewhere = Set.copyOf(elsewhere);
        this.interspersed = interspersed;
        for (Flag<?> flag : flags) {
            byName.put(flag.name(), flag);
            flag.shorthand().ifPresent(letter -> byLetter.put(letter, flag));
        }
        byName.putAll(aliases);
    }

    /** Flags that may stand anywhere between the arguments. */
    public static FlagSet of(Flag<?>... flags) {
        return new FlagSet(List.of(flags), Map.of(), Set.of(), true);
    }

    /** The same flags and more. */
    public FlagSet and(Flag<?>... more) {
        List<Flag<?>> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new FlagSet(all, aliases(), elsewhere, interspersed);
    }

    /** The same, where what follows the first argument is no flag. */
    public FlagSet beforeArguments() {
        return new FlagSet(flags, aliases(), elsewhere, false);
    }

    /** The same with another, unadvertised name for a flag. */
    public FlagSet alias(String name, Flag<?> flag) {
        Map<String, Flag<?>> aliases = new LinkedHashMap<>(aliases());
        aliases.put(name, flag);
        return new FlagSet(flags, aliases, elsewhere, interspersed);
    }

    /** The same, knowing that Docker has those flags and letters too. */
    public FlagSet notHere(String... names) {
        return new FlagSet(flags, aliases(), Set.of(names), interspersed);
    }

    /** The flags for help, by name. */
    public List<Flag<?>> sorted() {
        return flags.stream().sorted(Comparator.comparing(Flag::name)).toList();
    }

    /**
     * Reads a command line.
     *
     * @throws FlagException in pflag's words
     */
    public ParsedFlags parse(List<String> arguments) {
        return new Parse(arguments).run();
    }

    private Map<String, Flag<?>> aliases() {
        Map<String, Flag<?>> aliases = new LinkedHashMap<>(byName);
        flags.forEach(flag -> aliases.remove(flag.name()));
        return aliases;
    }

    /** One reading of one command line. */
    private final class Parse {
        private final List<String> arguments;
        private final List<String> positional = new ArrayList<>();
        private final Map<Flag<?>, Object> values = new LinkedHashMap<>();
        private boolean help;
        private int next;

        private Parse(List<String> arguments) {
            this.arguments = arguments;
        }

        private ParsedFlags run() {
            while (next < arguments.size()) {
                String argument = arguments.get(next++);
                if (argument.equals("--")) {
                    break;
                }
                if (argument.startsWith("--")) {
                    longFlag(argument);
                } else if (argument.startsWith("-") && argument.length() > 1) {
                    shortFlags(argument);
                } else {
                    positional.add(argument);
                    if (!interspersed) {
                        break;
                    }
                }
            }
            positional.addAll(arguments.subList(next, arguments.size()));
            return new ParsedFlags(values, positional, help);
        }

        private void longFlag(String argument) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (name.isEmpty() || name.startsWith("-")) {
                throw new FlagException("bad flag syntax: " + argument);
            }
            Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
            Flag<?> flag = byName.get(name);
            if (flag == null) {
                if (name.equals("help")) {
                    help = true;
                    return;
                }
                throw unknown(name);
            }
            set(
                    flag,
                    value.or(() -> flag.kind().bare()).orElseGet(() -> following("flag needs an argument: --" + name)));
        }

        private FlagException unknown(String name) {
            return elsewhere.contains(name) ? absent("--" + name) : new FlagException("unknown flag: --" + name);
        }

        private FlagException absent(String shown) {
            return new FlagException(shown + ": 이 교육용 런타임에는 없는 옵션입니다 / not in this teaching runtime");
        }

        private void shortFlags(String argument) {
            String letters = argument.substring(1);
            while (!letters.isEmpty()) {
                letters = shortFlag(letters);
            }
        }

        /** Takes the first letter, and what belongs to it; gives back the others. */
        private String shortFlag(String letters) {
            char letter = letters.charAt(0);
            String rest = letters.substring(1);
            Flag<?> flag = byLetter.get(letter);
            if (flag == null) {
                if (letter == 'h') {
                    help = true;
                    return rest;
                }
                if (elsewhere.contains(Character.toString(letter))) {
                    throw absent("-" + letter);
                }
                throw new FlagException("unknown shorthand flag: " + rune(letters) + " in -" + letters);
            }
            if (rest.length() > 1 && rest.startsWith("=")) {
                set(flag, rest.substring(1));
                return "";
            }
            Optional<String> bare = flag.kind().bare();
            if (bare.isPresent()) {
                set(flag, bare.get());
                return rest;
            }
            set(flag, rest.isEmpty() ? following("flag needs an argument: '" + letter + "' in -" + letters) : rest);
            return "";
        }

        private static String rune(String letters) {
            return "'" + Character.toString(letters.codePointAt(0)) + "'";
        }

        private String following(String problem) {
            if (next == arguments.size()) {
                throw new FlagException(problem);
            }
            return arguments.get(next++);
        }

        private <T> void set(Flag<T> flag, String text) {
            try {
                @SuppressWarnings("unchecked") // Only this method puts values in, each under a flag of its own type.
                T before = (T) values.getOrDefault(flag, flag.initial());
                values.put(flag, flag.kind().accept().apply(before, text));
            } catch (IllegalArgumentException problem) {
                throw new FlagException("invalid argument " + GoQuote.quote(text) + " for \"" + flag.shown()
                        + "\" flag: " + problem.getMessage());
            }
        }
    }
}
