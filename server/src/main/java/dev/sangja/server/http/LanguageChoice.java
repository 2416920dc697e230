package dev.sangja.server.http;

import dev.sangja.lessons.text.Language;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which language a request is answered in: {@code ?lang=}, then the cookie, then Accept-Language, then English. */
final class LanguageChoice {
    private static final String NAME = "lang";
    private static final List<Locale> LOCALES = List.of(Locale.KOREAN, Locale.ENGLISH);

    private LanguageChoice() {}

    static Language of(Context request) {
        return asked(request)
                .or(() -> Optional.ofNullable(request.cookie(NAME)).flatMap(Language::ofTag))
                .orElseGet(() -> accepted(
                        Optional.ofNullable(request.header("Accept-Language")).orElse("")));
    }

    /** Remembers the language that the address asks for. */
    static void remember(Context request) {
        asked(request).ifPresent(language -> {
            Cookie cookie = new Cookie(NAME, language.tag());
            cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
            cookie.setSameSite(SameSite.LAX);
            cookie.setPath("/");
            request.cookie(cookie);
        });
    }

    private static Optional<Language> asked(Context request) {
        return Optional.ofNullable(request.queryParam(NAME)).flatMap(Language::ofTag);
    }

    static Language accepted(String header) {
        if (header.isBlank()) {
            return Language.EN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), LOCALES);
            return best == null
                    ? Language.EN
                    : Language.ofTag(best.getLanguage()).orElse(Language.EN);
        } catch (IllegalArgumentException malformed) {
            return Language.EN;
        }
    }
}
