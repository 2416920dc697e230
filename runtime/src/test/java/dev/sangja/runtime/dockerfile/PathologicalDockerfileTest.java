package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that nobody writes by hand: each is answered in time, and by nothing but a result. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PathologicalDockerfileTest {
    private static final int MEGABYTE = 1 << 20;

    private static String filled(String line) {
        return line.repeat(MEGABYTE / line.length() + 1);
    }

    @Test
    void aMegabyteOfInstructionsIsRead() {
        Dockerfile.Reading reading = Files.check("FROM a\n" + filled("RUN echo hello world\n"));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.file().instructions()).hasSizeGreaterThan(40_000);
    }

    @Test
    void aMegabyteOfContinuedLinesIsRead() {
        assertThat(Files.check("FROM a\nRUN true \\\n" + filled("  && echo x \\\n") + "  && true")
                        .problems())
                .isEmpty();
    }

    @Test
    void aMegabyteOfRubbishIsRefused() {
        assertThat(Files.check(filled("nonsense here\n")).problems())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(101);
        assertThat(Files.check(filled("\0\1\2")).problems()).isNotEmpty();
    }

    @Test
    void oneLineOfAHundredThousandCharactersIsReadWhateverItIs() {
        for (String start : new String[] {
            "RUN ",
            "COPY ",
            "ENV A=",
            "ENV ",
            "LABEL ",
            "CMD [",
            "ARG ",
            "EXPOSE ",
            "FROM ",
            "HEALTHCHECK CMD ",
            "VOLUME ",
            "RUN --mount=",
            "COPY --x=",
            "ONBUILD RUN ",
            "USER ",
            "SHELL [\"",
            "WORKDIR ",
            ""
        }) {
            for (String filling :
                    new String[] {"a", "a ", "\"", "<<E ", "$a", "${a", "[", "\\", "a=b ", "\"a\",", "--a "}) {
                Dockerfile.Reading reading = Files.check("FROM a", start + filling.repeat(100_000 / filling.length()));

                assertThat(reading.problems()).hasSizeLessThan(101);
            }
        }
    }

    @Test
    void manyStagesThatNeedEachOtherInALineOrACircleAreTold() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            line.append(i == 0 ? "FROM a AS s0\n" : "FROM s" + (i - 1) + " AS s" + i + "\n");
        }
        assertThat(Files.check(line.toString()).problems()).isEmpty();
        StringBuilder circle = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            circle.append("FROM a AS s" + i + "\nCOPY --from=s" + (i + 1) % 5_000 + " /a /a\n");
        }
        assertThat(Files.check(circle.toString()).problems().get(0).mistake()).isEqualTo(Mistake.STAGE_CYCLE);
    }

    @Test
    void aHeredocThatNeverEndsIsTold() {
        assertThat(Files.check("FROM a\nRUN <<E\n" + filled("x\n"))
                        .problems()
                        .get(0)
                        .mistake())
                .isEqualTo(Mistake.UNTERMINATED_HEREDOC);
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        byte[] bytes = new byte[DockerfileReader.LARGEST + 1];

        assertThat(DockerfileReader.read("f", bytes).problems().get(0).mistake())
                .isEqualTo(Mistake.TOO_LARGE);
    }

    @Test
    void randomPiecesOfTheLanguageNeverDoWorseThanAProblem() {
        String[] pieces = {
            "FROM ",
            "RUN ",
            "COPY ",
            "ENV ",
            "ONBUILD ",
            "a",
            " ",
            "=",
            "\"",
            "'",
            "\\",
            "\n",
            "<<E",
            "E",
            "$",
            "{",
            "}",
            "[",
            "]",
            "--mount=",
            "type=",
            ",",
            "#",
            "ARG ",
            ":",
            "-",
            "/",
            "*",
            "\t",
            "가",
            "\r\n",
            "HEALTHCHECK CMD "
        };
        Random random = new Random(7);
        for (int run = 0; run < 3_000; run++) {
            StringBuilder text = new StringBuilder("FROM a\n");
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

            Dockerfile.Reading reading = Files.check(new String(bytes, StandardCharsets.UTF_8));

            reading.problems()
                    .forEach(problem -> assertThat(Excerpt.of(reading.file().lines(), problem.span()))
                            .isNotNull());
        }
    }
}
