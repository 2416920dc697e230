package dev.sangja.server.http;

import dev.sangja.lessons.text.Language;
import io.javalin.http.Context;

/** x */
final class PlainErrorPage implements ProblemWriter.ErrorPage {
    @Override
    public String html(Context request, Language language, ProblemException problem) {
        return "<!doctype html><html lang=\"" + language.tag() + "\"><title>"
                + problem.kind().status() + "</title><h1>" + problem.kind().text(language) + "</h1></html>";
    }
}
