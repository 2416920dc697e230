package dev.sangja.server.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** In which time zone moments are shown: the browser's, if the cookie {@code zone} tells it, or the server's. */
final class TimeZoneChoice {
    private TimeZoneChoice() {}

    static ZoneId of(Context request) {
        return Optional.ofNullable(request.cookie("zone"))
                .map(TimeZoneChoice::parse)
                .orElseGet(ZoneId::systemDefault);
    }

    private static ZoneId parse(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneId.systemDefault();
        }
    }
}
