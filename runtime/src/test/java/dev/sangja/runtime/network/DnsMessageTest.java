package dev.sangja.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DnsMessageTest {
    /** What musl and glibc ask for {@code Web}: one question, recursion desired. */
    private static final String QUESTION = "1234 0100 0001 0000 0000 0000 03576562 00 0001 0001";

    private static ByteBuffer packet(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void readsANameWithoutRegardToCase() {
        DnsMessage question = DnsMessage.question(packet(QUESTION)).orElseThrow();

        assertThat(question.name()).isEqualTo("web");
        assertThat(question.type()).isEqualTo(DnsMessage.A);
        assertThat(question.isWhole()).isTrue();
    }

    @Test
    void answersWithTheQuestionAsItWasAsked() {
        DnsMessage question = DnsMessage.question(packet(QUESTION)).orElseThrow();

        assertThat(hex(question.answer(List.of(Ipv4Address.of("172.18.0.2")))))
                .isEqualTo("1234 8580 0001 0001 0000 0000 03576562 00 0001 0001 c00c 0001 0001 00000258 0004 ac120002"
                        .replace(" ", ""));
        assertThat(hex(question.answer(DnsMessage.NO_SUCH_NAME))).startsWith("12348583" + "00010000");
    }

    @Test
    void fitsItsAnswerIntoWhatEveryResolverTakes() {
        DnsMessage question = DnsMessage.question(packet(QUESTION)).orElseThrow();
        List<Ipv4Address> many = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(index -> Ipv4Address.of("10.0.0.0").plus(index))
                .toList();

        assertThat(question.answer(many)).hasSizeLessThanOrEqualTo(DnsMessage.LONGEST);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        assertThat(DnsMessage.question(packet("1234"))).isEmpty();
        // An answer must not be answered: two servers would talk for ever.
        assertThat(DnsMessage.question(packet(QUESTION.replace(" 0100 ", " 8100 "))))
                .isEmpty();
        DnsMessage update = DnsMessage.question(packet(QUESTION.replace(" 0100 ", " 2900 ")))
                .orElseThrow();
        assertThat(update.isWhole()).isFalse();
        assertThat(update.defect()).isEqualTo(DnsMessage.NOT_IMPLEMENTED);
    }

    @Test
    void callsMalformedWhatRunsPastItsEndOrPointsElsewhere() {
        for (String name : List.of("3f576562", "c00c", "0357")) {
            DnsMessage question = DnsMessage.question(packet("1234 0100 0001 0000 0000 0000 " + name))
                    .orElseThrow();
            assertThat(question.isWhole()).isFalse();
            assertThat(hex(question.answer(question.defect()))).startsWith("12348581" + "00000000");
        }
    }

    @Test
    void survivesBytesOfAnyKind() {
        Random random = new Random(53);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            DnsMessage.question(ByteBuffer.wrap(bytes))
                    .ifPresent(question -> assertThat(question.answer(List.of(Ipv4Address.ANY)))
                            .hasSizeLessThanOrEqualTo(DnsMessage.LONGEST));
        }
    }
}
