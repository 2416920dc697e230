package dev.sangja.lessons.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlesTest {
    @ParameterizedTest
    @CsvSource({
        "셀 나(은/는), 셀 나는",
        "셸(은/는), 셸은",
        "작업대(을/를), 작업대를",
        "레이어 3(과/와), 레이어 3과",
        "영수증(이/가), 영수증이",
    })
    void followsTheLastSyllableOfKoreanWords(String given, String expected) {
        assertThat(Particles.resolve(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PID 1(은/는), PID 1은",
        "PID 412(이/가), PID 412가",
        "PID 1873(을/를), PID 1873을",
        "10(은/는), 10은",
        "1000(이/가), 1000이",
        "7(으로/로), 7로",
        "6(으로/로), 6으로",
        "9(으로/로), 9로",
    })
    void readsDigitsInSinoKorean(String given, String expected) {
        assertThat(Particles.resolve(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "overlayfs(을/를), overlayfs를",
        "Dockerfile(을/를), Dockerfile을",
        "unshare(은/는), unshare는",
        "mount(이/가), mount가",
        "clone(은/는), clone은",
        "kill(을/를), kill을",
        "bash(이/가), bash가",
        "cgroup(은/는), cgroup은",
        "/proc(을/를), /proc를",
        "time(은/는), time은",
        "net(은/는), net은",
        "mnt(은/는), mnt는",
        "docker(은/는), docker는",
        "chroot(은/는), chroot는",
    })
    void readsLatinWordsAsDevelopersSayThem(String given, String expected) {
        assertThat(Particles.resolve(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"VM(은/는), VM은", "PID(은/는), PID는", "SIGKILL(을/를), SIGKILL을", "KiB(이/가), KiB가", "CPU(을/를), CPU를"})
    void readsCapitalsByTheirNames(String given, String expected) {
        assertThat(Particles.resolve(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "<code>unshare</code>(은/는), <code>unshare</code>는",
        "`kill`(을/를), `kill`을",
        "“셸”(이/가), “셸”이",
        "setns(2)(은/는), setns(2)는",
        "셸(으로/로), 셸로",
    })
    void looksThroughTagsAndClosingSigns(String given, String expected) {
        assertThat(Particles.resolve(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"아무 표시도 없는 글(괄호), 아무 표시도 없는 글(괄호)", "(은/는), 는"})
    void leavesEverythingElseAlone(String given, String expected) {
        assertThat(Particles.resolve(given)).isEqualTo(expected);
    }
}
