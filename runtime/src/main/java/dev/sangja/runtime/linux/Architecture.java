package dev.sangja.runtime.linux;

import java.util.Locale;

/** The processor architectures whose system call numbers and layouts are known here. */
public enum Architecture {
    X86_64,
    AARCH64;

    /** The one that this process runs on; throws {@link UnsupportedOperationException} on any other. */
    public static Architecture current() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default -> throw new UnsupportedOperationException("no system call table for architecture " + name);
        };
    }
}
