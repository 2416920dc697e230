package dev.sangja.lessons.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.receipt.NamespaceType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Vocabulary NAMES = new Vocabulary(Map.of(), Set.of("first-cell"), Set.of("shared"));

    private final FakeEvidence evidence = FakeEvidence.of(
            FakeEvidence.process(10, "bash"),
            FakeEvidence.process(20, "sleep 9062").in(NamespaceType.UTS, 77),
            FakeEvidence.process(30, "sleep 9062").in(NamespaceType.UTS, 78));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process(\"sleep 9062\").pid == 30",
                "processes(\"sleep 9062\").size == 2",
                "process(\"sleep 1\") is absent",
                "process(\"sleep 1\").pid is absent",
                "not (process(\"sleep 1\").pid == 0)",
                "ns(process(\"sleep 9062\"), uts) == 78",
                "ns(process(\"sleep 9062\"), uts) != ns(lab, uts)",
                "ns(process(\"sleep 9062\"), net) == ns(lab, net)",
                "not (\"uts\" in shared(process(\"sleep 9062\"), lab))",
                "shared(lab, lab).size == 8",
                "count(p in processes(\"sleep 9062\"): p.pid > 10) == 2",
                "any(p in processes(\"sleep 9062\"): ns(p, uts) == 77)",
                "first(p in processes(\"sleep 9062\"): ns(p, uts) == 77).pid == 20",
                "first(p in processes(\"sleep 9062\"): p.pid == 1) is absent",
                "words(\"User,  time time\") == [\"time\", \"user\"]",
                "sequence(\"b, a\") == [\"b\", \"a\"]",
                "before(sequence(\"b,a\"), \"b\", \"a\")",
                "not before(sequence(\"b,a\"), \"a\", \"b\")",
                "not before(sequence(\"b\"), \"b\", \"a\")",
                "number(extract(\"up 12.5 s\", \"up ([0-9.]+)\")) - 2.5 == 10",
                "number(\"ten\") is absent",
                "number(\"1.50\") == 1.5",
                "\"PID {shell.pid}\" == \"PID 10\"",
                "\"abc\" matches \"^a.c$\" and \"abc\" has \"b\" and \"abc\" starts \"ab\"",
                "false or true and not false",
                "[] is empty and \" \" is empty",
                "answer(\"shared\") == \"net\"",
                "run(\"first-cell\").exit == 3",
            })
    void holds(String source) {
        evidence.answer("shared", " net ")
                .ran(new CellRun("first-cell", 0, "", ""))
                .ran(new CellRun("first-cell", 3, "", ""));
        Vocabulary names = NAMES.with("shell", Expression.value("process(\"bash\")", NAMES));

        assertThat(Expression.condition(source, names).isTrue(new Scope(evidence, names.definitions(), Checker.LIMIT)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proces(\"a\") is absent | 1 | no function 'proces'",
                "ns(lab, utz) == 1 | 9 | a kind of namespace",
                "process(\"a\").pod == 1 | 14 | not 'pod'",
                "process(\"a\").pid == \"1\" | 18 | a number is compared with a text",
                "process(\"a\") | 1 | a condition is true or false",
                "p is absent | 1 | 'p' is not known",
                "run(\"other\").exit == 0 | 5 | first-cell",
                "answer(\"other\") is absent | 8 | shared",
                "\"a\" matches \"(\" | 13 | not a regular expression",
                "true and | 9 | expected a value, found the end",
                "true true | 6 | expected an operator",
                "1 < \"a\" | 3 | only numbers",
                "true ; false | 6 | cannot stand here",
                "journal(kill(sig SIGKILL)) | 18 | expected ==",
                "journal(kill by=me) | 17 | who made the call",
                "calls(a then b) == 1 | 15 | single calls",
                "ns(\"lab\", uts) == 1 | 4 | expected a place",
            })
    void namesTheColumnAndWhatWasExpected(String source, int column, String problem) {
        assertThatThrownBy(() -> Expression.condition(source, NAMES))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("column " + column + ":")
                .hasMessageContaining(problem);
    }

    @Test
    void doesNotDecideWithoutTheLabHostsShell() {
        FakeEvidence bare = FakeEvidence.of(FakeEvidence.process(20, "sleep 9062"));
        Expression condition = Expression.condition("ns(lab, uts) == 1", NAMES);

        assertThatThrownBy(() -> condition.isTrue(new Scope(bare, Map.of(), Checker.LIMIT)))
                .isInstanceOf(NotMeasuredException.class)
                .hasMessageContaining("shell is not running");
    }
}
