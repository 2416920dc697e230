package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MistakeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "RUNN echo | UNKNOWN_INSTRUCTION | 1",
                "RUN | NO_ARGUMENTS | 1",
                "RUN [] | NO_ARGUMENTS | 5",
                "CMD | NO_ARGUMENTS | 1",
                "COPY | NO_ARGUMENTS | 1",
                "COPY a | TWO_ARGUMENTS | 6",
                "COPY --foo=1 a b | UNKNOWN_FLAG | 6",
                "COPY --chown a b | FLAG_VALUE | 6",
                "COPY --chown=1 --chown=2 a b | FLAG_TWICE | 16",
                "COPY --link=maybe a b | FLAG_BOOLEAN | 6",
                "COPY --chmod=89 a b | BAD_FLAG_VALUE | 6",
                "COPY --from=$X a b | BAD_FLAG_VALUE | 6",
                "ADD --checksum=md5:1 a b | BAD_FLAG_VALUE | 5",
                "FROM | FROM_ARGUMENTS | 1",
                "FROM a b | FROM_ARGUMENTS | 6",
                "FROM a AS 1b | STAGE_NAME | 11",
                "ENV | NO_ARGUMENTS | 1",
                "ENV A | MISSING_VALUE | 5",
                "ENV A=1 B | NO_EQUALS | 9",
                "ENV =1 | BLANK_NAME | 5",
                "LABEL =1 | BLANK_NAME | 7",
                "ARG | NO_ARGUMENTS | 1",
                "ARG =a | BLANK_NAME | 5",
                "EXPOSE | NO_ARGUMENTS | 1",
                "EXPOSE 99999 | BAD_PORT | 8",
                "EXPOSE 80/http | BAD_PORT | 8",
                "STOPSIGNAL SIGNOPE | BAD_SIGNAL | 12",
                "STOPSIGNAL | ONE_ARGUMENT | 1",
                "USER | ONE_ARGUMENT | 1",
                "WORKDIR | ONE_ARGUMENT | 1",
                "MAINTAINER | ONE_ARGUMENT | 1",
                "VOLUME | NO_ARGUMENTS | 1",
                "VOLUME [\"\"] | EMPTY_VOLUME | 8",
                "SHELL /bin/sh | NOT_JSON | 7",
                "SHELL [] | NO_ARGUMENTS | 7",
                "CMD [\"a\", 1] | NOT_STRINGS | 5",
                "HEALTHCHECK | NO_ARGUMENTS | 1",
                "HEALTHCHECK NONE a | HEALTH_NONE | 13",
                "HEALTHCHECK CMD | HEALTH_COMMAND | 13",
                "HEALTHCHECK RUN a | HEALTH_TYPE | 13",
                "HEALTHCHECK --interval=soon CMD a | BAD_FLAG_VALUE | 13",
                "HEALTHCHECK --retries=-1 CMD a | BAD_FLAG_VALUE | 13",
                "ONBUILD | NO_ARGUMENTS | 1",
                "ONBUILD ONBUILD RUN a | ONBUILD_CHAIN | 9",
                "ONBUILD FROM a | ONBUILD_FORBIDDEN | 9",
                "ONBUILD NOPE | UNKNOWN_INSTRUCTION | 9",
                "RUN --mount=type=disk,target=/a ls | BAD_MOUNT | 5",
                "RUN --mount=type=cache ls | BAD_MOUNT | 5",
                "RUN --mount=type=bind,target=/a,size=1 ls | BAD_MOUNT | 5",
                "RUN --network=some ls | BAD_FLAG_VALUE | 5",
                "RUN --security=none ls | BAD_FLAG_VALUE | 5",
                "COPY a <<EOF | UNTERMINATED_HEREDOC | 8",
                "WORKDIR ${ | BAD_SUBSTITUTION | 9",
                "WORKDIR ${A:?set it} | BAD_SUBSTITUTION | 9",
                "USER \"a | BAD_SUBSTITUTION | 6",
                "COPY --from=7 a b | STAGE_INDEX | 6"
            })
    void whatIsWrongIsNamedWithItsPlace(String line, Mistake mistake, int column) {
        Dockerfile.Reading reading = Files.check("FROM lab/base:1", line.strip());

        assertThat(reading.problems()).isNotEmpty();
        Problem problem = reading.problems().get(0);
        assertThat(problem.mistake()).isEqualTo(mistake);
        assertThat(problem.span().line()).isEqualTo(2);
        assertThat(problem.span().column()).isEqualTo(column);
        assertThat(problem.expectedEnglish()).isNotEmpty().doesNotContain("{0}");
        assertThat(problem.expectedKorean()).isNotEmpty().doesNotContain("{0}");
    }

    @Test
    void aNearNameIsProposed() {
        Problem problem =
                Files.check("FROM lab/base:1", "WROKDIR /a").problems().get(0);

        assertThat(problem.english()).isEqualTo("unknown instruction: WROKDIR (did you mean WORKDIR?)");
        assertThat(Files.check("FROM a", "COPY --chowm=1 a b").problems().get(0).english())
                .isEqualTo("unknown flag: --chowm (did you mean chown?)");
    }

    @Test
    void aFileWithoutInstructionsIsRefused() {
        assertThat(Files.check("# only this", "").problems().get(0).english()).isEqualTo("file with no instructions");
        assertThat(Files.check("").problems()).hasSize(1);
    }

    @Test
    void onlyArgumentsStandAboveTheFirstFrom() {
        assertThat(Files.check("ARG A=1", "RUN true", "RUN false", "FROM a").problems())
                .extracting(Problem::mistake)
                .containsExactly(Mistake.NO_STAGE);
        assertThat(Files.check("ARG A=1").problems().get(0).mistake()).isEqualTo(Mistake.NO_STAGE);
    }

    @Test
    void everyMistakeOfAFileIsTold() {
        assertThat(Files.check("FROM a", "RUNN x", "COPY y", "RUN true", "USER").problems())
                .extracting(problem -> problem.span().line())
                .containsExactly(2, 3, 5);
    }

    @Test
    void aWrongFromDoesNotMakeAllBelowItWrong() {
        assertThat(Files.check("FROM a b c", "RUN true").problems()).hasSize(1);
    }

    @Test
    void directivesAreChecked() {
        assertThat(Files.check("# escape=x", "FROM a").problems().get(0).mistake())
                .isEqualTo(Mistake.BAD_ESCAPE);
        assertThat(Files.check("# syntax=a", "# syntax=b", "FROM a")
                        .problems()
                        .get(0)
                        .mistake())
                .isEqualTo(Mistake.DIRECTIVE_TWICE);
        assertThat(Files.check("# check=nope", "FROM a").problems().get(0).mistake())
                .isEqualTo(Mistake.BAD_CHECK);
    }

    @Test
    void stagesThatWaitForEachOtherAreRefused() {
        Problem problem = Files.check(
                        "FROM a AS one",
                        "COPY --from=two /a /a",
                        "FROM a AS two",
                        "COPY --from=one /a /a",
                        "FROM two AS three")
                .problems()
                .get(0);

        assertThat(problem.english())
                .startsWith("circular dependency detected on stage: ")
                .doesNotContain("three");
        assertThat(Files.check("FROM a AS me", "COPY --from=me /a /b")
                        .problems()
                        .get(0)
                        .mistake())
                .isEqualTo(Mistake.STAGE_CYCLE);
        assertThat(Files.check("FROM a AS me", "RUN --mount=type=bind,from=0,target=/x ls")
                        .problems()
                        .get(0)
                        .mistake())
                .isEqualTo(Mistake.STAGE_CYCLE);
    }

    @Test
    void theExcerptMarksThePlace() {
        Dockerfile.Reading reading = Files.check("FROM a", "COPY 가나 --x");
        SourceSpan span = new SourceSpan(2, 9, 2, 12);

        assertThat(Excerpt.of(reading.file().lines(), span)).isEqualTo("   2 | COPY 가나 --x\n     |           ^^^\n");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        Dockerfile.Reading reading = Files.check("FROM a", "ENV " + "A=1 ".repeat(10_000) + "B");
        Problem problem = reading.problems().get(0);

        assertThat(problem.span().column()).isEqualTo(40_005);
        assertThat(Excerpt.of(reading.file().lines(), problem.span()))
                .hasSizeLessThan(300)
                .contains("^");
    }
}
