package dev.sangja.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sangja.lessons.check.CheckResult;
import dev.sangja.lessons.check.CheckResult.OfCondition;
import dev.sangja.lessons.check.Failure;
import dev.sangja.lessons.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a check found, for scripts.
 *
 * @param code the code of the first failure; empty if there is none
 */
record CheckDocument(boolean passed, String code, List<ConditionDocument> conditions) {
    /**
     * What was found about one condition, as plain text.
     *
     * @param status {@code passed}, {@code failed} or {@code not_evaluated}
     * @param measured what was measured, once it holds
     * @param code which failure applied
     * @param obstacle why it was not evaluated, in English
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ConditionDocument(
            String id,
            String status,
            String what,
            String measured,
            String code,
            String expected,
            String found,
            String say,
            String obstacle) {}

    static CheckDocument of(CheckResult result, Language language) {
        return new CheckDocument(
                result.passed(),
                result.code().orElse(""),
                result.conditions().stream()
                        .map(condition -> condition(condition, language))
                        .toList());
    }

    private static ConditionDocument condition(OfCondition found, Language language) {
        Map<String, String> facts = found.facts();
        String measured = found.status() == CheckResult.Status.PASSED
                ? found.condition().measured().plain(language, facts)
                : "";
        return new ConditionDocument(
                found.condition().id(),
                found.status().name().toLowerCase(Locale.ROOT),
                found.condition().what().plain(language, facts),
                measured,
                found.failure().map(Failure::code).orElse(""),
                found.failure()
                        .map(failure -> failure.feedback().expected().plain(language, facts))
                        .orElse(""),
                found.failure()
                        .map(failure -> failure.feedback().found().plain(language, facts))
                        .orElse(""),
                found.failure()
                        .map(failure -> failure.feedback().say().plain(language, facts))
                        .orElse(""),
                found.obstacle());
    }
}
