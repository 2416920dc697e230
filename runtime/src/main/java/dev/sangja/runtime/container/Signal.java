package dev.sangja.runtime.container;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal of Linux, see signal(7). The numbers are those of x86-64 and aarch64, which agree.
 *
 * @param number from 1 to 64
 */
public record Signal(int number) {
    public static final Signal HUP = new Signal(1);
    public static final Signal INT = new Signal(2);
    public static final Signal QUIT = new Signal(3);
    public static final Signal KILL = new Signal(9);
    public static final Signal TERM = new Signal(15);
    public static final Signal CONT = new Signal(18);

    /** asm-generic/signal.h; the place in the list is the number. */
    private static final List<String> NAMES = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM",
            "PROF", "WINCH", "IO", "PWR", "SYS");

    private static final int FIRST_REAL_TIME = 34;
    private static final int LAST = 64;

    public Signal {
        if (number < 1 || number > LAST) {
            throw new IllegalArgumentException("not a signal: " + number);
        }
    }

    /** Reads {@code 9}, {@code KILL}, {@code sigkill} or {@code RTMIN+3}; empty if there is no such signal. */
    public static Optional<Signal> parse(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        if (name.startsWith("SIG")) {
            name = name.substring(3);
        }
        int known = NAMES.indexOf(name);
        if (known > 0) {
            return Optional.of(new Signal(known));
        }
        if (name.startsWith("RTMIN")) {
            return offset(name.substring("RTMIN".length()))
                    .map(n -> FIRST_REAL_TIME + n)
                    .flatMap(Signal::numbered);
        }
        if (name.startsWith("RTMAX")) {
            return offset(name.substring("RTMAX".length())).map(n -> LAST + n).flatMap(Signal::numbered);
        }
        return number(name).flatMap(Signal::numbered);
    }

    /** Reads a name as {@link #name()} writes it. */
    @JsonCreator
    static Signal of(String name) {
        return parse(name).orElseThrow(() -> new IllegalArgumentException("not a signal: " + name));
    }

    /** Its name as in signal(7), such as {@code SIGTERM} or {@code SIGRTMIN+3}. */
    @JsonValue
    public String name() {
        if (number < NAMES.size()) {
            return "SIG" + NAMES.get(number);
        }
        if (number < FIRST_REAL_TIME) {
            return Integer.toString(number);
        }
        return number == FIRST_REAL_TIME ? "SIGRTMIN" : "SIGRTMIN+" + (number - FIRST_REAL_TIME);
    }

    @Override
    public String toString() {
        return name();
    }

    private static Optional<Signal> numbered(int number) {
        return number >= 1 && number <= LAST ? Optional.of(new Signal(number)) : Optional.empty();
    }

    private static Optional<Integer> offset(String text) {
        if (text.isEmpty()) {
            return Optional.of(0);
        }
        return text.startsWith("+") || text.startsWith("-") ? number(text) : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
