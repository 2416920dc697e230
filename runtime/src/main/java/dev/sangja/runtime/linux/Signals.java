package dev.sangja.runtime.linux;

import java.util.List;

/** The names of signals; signal(7), numbers from {@code asm-generic/signal.h}, which x86-64 and aarch64 share. */
public final class Signals {
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;
    public static final int SIGHUP = 1;

    private static final List<String> NAMES = List.of(
            "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM",
            "PROF", "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /** The signal's name with its prefix, {@code 0} for no signal, {@code SIGRT_n} for a real-time one. */
    public static String nameOf(int signal) {
        if (signal == 0) {
            return "0";
        }
        if (signal > 0 && signal < NAMES.size()) {
            return "SIG" + NAMES.get(signal);
        }
        return signal >= 32 && signal <= 64 ? "SIGRT_" + (signal - 32) : Integer.toString(signal);
    }

    /** The number of a signal given as {@code TERM}, {@code SIGTERM} or {@code 15}; -1 if there is none. */
    public static int numberOf(String text) {
        String name = text.startsWith("SIG") ? text.substring(3) : text;
        int index = NAMES.indexOf(name);
        if (index > 0) {
            return index;
        }
        return name.matches("[0-9]{1,2}") && Integer.parseInt(name) <= 64 ? Integer.parseInt(name) : -1;
    }
}
