package dev.sangja.lessons.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "커널은",
                "머신은",
                "프로세스는",
                "PID 1은",
                "PID 2는",
                "1870은",
                "1873은",
                "1874는",
                "1875는",
                "1876은",
                "1877은",
                "1879는",
                "100은",
                "unshare는",
                "clone은",
                "fork는",
                "vfork는",
                "sh는",
                "bash는",
                "ps는",
                "mount는",
                "kill은",
                "chroot는",
                "pivot_root는",
                "/proc는",
                "setns는",
                "CLONE_NEWNS는",
                "EPERM은",
                "ENOMEM은",
                "ENOENT는",
                "SIGTERM은",
                "SIGKILL은",
                "SIGINT는",
                "httpd는",
                "docker run은",
                "type은",
                "node는",
                "file은",
                "hostname은",
                "컨트롤 그룹(cgroup)은",
                "setns(2)는",
                "`exec`은",
                "init은",
                "wget은",
                "root는",
                "out은",
                "32 MiB는",
                "50%는",
                "ip는",
                "IPC는",
                "rm은",
                "ls는",
                "task는",
                "stack은",
                "link는",
                "log는",
                "string은",
                "e는",
                "make는"
            })
    void topicFollowsTheSoundOfTheWord(String whole) {
        String word = whole.substring(0, whole.length() - 1);
        assertThat(Particle.TOPIC.attachTo(word)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sleep으로", "sh로", "kill로", "clone으로", "PID 1로", "PID 3으로", "/lab/box로", "1번으로", "10.8.0.2로", "셸로"
            })
    void directionTreatsRieulAsAVowel(String whole) {
        String word = whole.replaceFirst("(으로|로)$", "");
        assertThat(Particle.DIRECTION.attachTo(word)).isEqualTo(whole);
    }

    @Test
    void everyParticleHasBothForms() {
        assertThat(Particle.SUBJECT.attachTo("커널")).isEqualTo("커널이");
        assertThat(Particle.SUBJECT.attachTo("unshare")).isEqualTo("unshare가");
        assertThat(Particle.OBJECT.attachTo("sleep")).isEqualTo("sleep을");
        assertThat(Particle.OBJECT.attachTo("overlayfs")).isEqualTo("overlayfs를");
        assertThat(Particle.WITH.attachTo("PID")).isEqualTo("PID와");
        assertThat(Particle.WITH.attachTo("마운트 표")).isEqualTo("마운트 표와");
        assertThat(Particle.CALLED.attachTo("box")).isEqualTo("box라는");
        assertThat(Particle.CALLED.attachTo("lab")).isEqualTo("lab이라는");
        assertThat(Particle.OR.attachTo("EPERM")).isEqualTo("EPERM이나");
    }

    @Test
    void isFoundByEitherForm() {
        assertThat(Particle.ofForm("은")).contains(Particle.TOPIC);
        assertThat(Particle.ofForm("로")).contains(Particle.DIRECTION);
        assertThat(Particle.ofForm("에서")).isEmpty();
    }

    @Test
    void aWordThatNobodyCanReadCountsAsOpen() {
        assertThat(Particle.TOPIC.attachTo("/")).isEqualTo("/는");
        assertThat(Particle.TOPIC.attachTo("")).isEqualTo("는");
    }
}
