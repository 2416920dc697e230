package dev.sangja.runtime.docker;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a workbench's locale may be. */
public enum ClientLanguage {
    KOREAN("ko"),
    ENGLISH("en");

    private final String code;

    ClientLanguage(String code) {
        this.code = code;
    }

    /** Of two letters; ISO 639-1. */
    public String code() {
        return code;
    }

    /** The client's language by the variables of locale(7); English unless they say Korean. */
    public static ClientLanguage of(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return locale.toLowerCase(Locale.ROOT).startsWith("ko") ? KOREAN : ENGLISH;
    }
}
