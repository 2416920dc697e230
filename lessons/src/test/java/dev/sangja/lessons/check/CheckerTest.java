package dev.sangja.lessons.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.check.CheckResult.Status;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Localized;
import dev.sangja.lessons.text.Message;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.NamespaceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final Vocabulary NONE = new Vocabulary(Map.of(), Set.of(), Set.of());
    private static final Vocabulary NAMES = NONE.with("p", Expression.value("process(\"sleep 9062\")", NONE))
            .with("home", Expression.value("hostname(lab)", NONE));

    private static final Check CHECK = new Check(
            NAMES.definitions(),
            List.of(
                    condition("name", List.of(), failure("home != \"lab\"", "RENAMED", Optional.of("hostname lab"))),
                    condition("process", List.of(), failure("p is absent", "NO_PROC", Optional.empty())),
                    condition(
                            "namespace",
                            List.of("process"),
                            failure("ns(p, uts) == ns(lab, uts)", "SAME_NS", Optional.empty()),
                            failure("hostname(p) != \"box\"", "WRONG_NAME", Optional.empty()))));

    @Test
    void passesWhenNoFailureApplies() {
        CheckResult result = Checker.check(
                CHECK,
                FakeEvidence.of(
                                FakeEvidence.process(10, "bash"),
                                FakeEvidence.process(20, "sleep 9062").in(NamespaceType.UTS, 77))
                        .namespace(NamespaceType.UTS, 77, "box"));

        assertThat(result.passed()).isTrue();
        assertThat(result.passedCount()).isEqualTo(3);
        assertThat(result.code()).isEmpty();
    }

    @Test
    void namesTheFirstFailureThatAppliesAndWhatWasMeasured() {
        CheckResult result = Checker.check(
                CHECK, FakeEvidence.of(FakeEvidence.process(10, "bash"), FakeEvidence.process(20, "sleep 9062")));

        assertThat(result.passed()).isFalse();
        assertThat(result.code()).contains("SAME_NS");
        CheckResult.OfCondition last = result.conditions().get(2);
        assertThat(last.facts()).containsEntry("p.pid", "20").containsEntry("home", "lab");
        assertThat(last.failure().orElseThrow().feedback().found().plain(Language.EN, last.facts()))
                .isEqualTo("20 lab");
    }

    @Test
    void showsALongFactAsOneBoundedLine() {
        CheckResult result = Checker.check(
                CHECK,
                FakeEvidence.of(FakeEvidence.process(10, "bash"), FakeEvidence.process(20, "sleep 9062"))
                        .named("a \n b" + "c".repeat(5_000)));

        assertThat(result.conditions().get(0).facts().get("home"))
                .startsWith("a bc")
                .endsWith("…")
                .hasSizeLessThan(300);
    }

    @Test
    void doesNotEvaluateWhatNeedsAFailedCondition() {
        CheckResult result = Checker.check(CHECK, FakeEvidence.of(FakeEvidence.process(10, "bash")));

        assertThat(result.conditions())
                .extracting(CheckResult.OfCondition::status)
                .containsExactly(Status.PASSED, Status.FAILED, Status.NOT_EVALUATED);
    }

    @Test
    void collectsTheRepairsOfAllFailures() {
        CheckResult result = Checker.check(
                CHECK, FakeEvidence.of(FakeEvidence.process(10, "bash")).named("box"));

        assertThat(result.repairs()).containsExactly("hostname lab");
    }

    @Test
    void neitherPassesNorFailsWhatCannotBeRead() {
        CheckResult result = Checker.check(CHECK, FakeEvidence.of(FakeEvidence.process(20, "sleep 9062")));

        assertThat(result.passed()).isFalse();
        assertThat(result.conditions().get(2).status()).isEqualTo(Status.NOT_EVALUATED);
        assertThat(result.conditions().get(2).obstacle()).contains("shell is not running");
    }

    @Test
    void turnsAnUnreadableMachineIntoAnObstacle() {
        Check check = new Check(
                Map.of(),
                List.of(condition("probe", List.of(), failure("routes(lab) is empty", "NONE", Optional.empty()))));
        Evidence broken = (Evidence) Proxy.newProxyInstance(
                Evidence.class.getClassLoader(), new Class<?>[] {Evidence.class}, (self, method, arguments) -> {
                    if (method.getName().equals("machine")) {
                        return FakeEvidence.of(FakeEvidence.process(10, "bash")).machine();
                    }
                    throw new UncheckedIOException(new IOException("no answer within ten seconds"));
                });

        CheckResult result = Checker.check(check, broken);

        assertThat(result.conditions().get(0).status()).isEqualTo(Status.NOT_EVALUATED);
        assertThat(result.conditions().get(0).obstacle()).contains("no answer");
    }

    @Test
    void looksAtEachDefinitionOnce() {
        int[] probes = {0};
        FakeEvidence counted = FakeEvidence.of(FakeEvidence.process(10, "bash"));
        Evidence counting = (Evidence) Proxy.newProxyInstance(
                Evidence.class.getClassLoader(), new Class<?>[] {Evidence.class}, (self, method, arguments) -> {
                    if (method.getName().equals("probe")) {
                        probes[0]++;
                        return new ProbeResult(0, "default via 10.8.0.1");
                    }
                    return method.invoke(counted, arguments);
                });
        Vocabulary names = NONE.with("routes", Expression.value("routes(lab)", NONE));
        Check check = new Check(
                names.definitions(),
                List.of(new Condition(
                        "route",
                        message("{routes}"),
                        message("{routes}"),
                        List.of(),
                        List.of(
                                failure(names, "routes is empty", "NONE"),
                                failure(names, "not (routes has \"default\")", "NO_DEFAULT")))));

        assertThat(Checker.check(check, counting).passed()).isTrue();
        assertThat(probes[0]).isEqualTo(1);
        assertThat(counted.probe(new Place.Workbench(), List.of("x")).exitCode())
                .isEqualTo(127);
    }

    @Test
    void tellsTheOutcomeOfAPredictionFromTheFirstRuleThatHolds() {
        Outcome outcome = new Outcome(
                NAMES.definitions(),
                List.of(
                        new Outcome.Rule(Expression.condition("home != \"lab\"", NAMES), "changed", message("{home}")),
                        new Outcome.Rule(Expression.condition("home == \"lab\"", NAMES), "same", message("{home}"))));

        Outcome.Seen seen = Checker.outcome(outcome, FakeEvidence.of(FakeEvidence.process(10, "bash")))
                .orElseThrow();

        assertThat(seen.option()).isEqualTo("same");
        assertThat(seen.facts()).containsEntry("home", "lab");
    }

    private static Condition condition(String id, List<String> needs, Failure... failures) {
        return new Condition(id, message(id), message(id), needs, List.of(failures));
    }

    private static Failure failure(String when, String code, Optional<String> repair) {
        return new Failure(
                Expression.condition(when, NAMES),
                code,
                new Feedback(message("expected"), message("{p.pid} {home}"), message("say")),
                repair);
    }

    private static Failure failure(Vocabulary names, String when, String code) {
        return new Failure(
                Expression.condition(when, names),
                code,
                new Feedback(message("expected"), message("found"), message("say")),
                Optional.empty());
    }

    private static Message message(String text) {
        return new Message(Localized.same(text), Localized.same(text));
    }
}
