package dev.sangja.runtime.docker.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.MountSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages are those of the docker command 28.2.2 and its engine. */
class MountOptionsTest {
    static List<Arguments> volumes() {
        return List.of(
                Arguments.of("/x:/y:ro", new MountSpec.Bind("/x", "/y", true, true)),
                Arguments.of("./r:/z:rw", new MountSpec.Bind("/lab/r", "/z", false, true)),
                Arguments.of("../q:/q", new MountSpec.Bind("/q", "/q", false, true)),
                Arguments.of(".:/here", new MountSpec.Bind("/lab", "/here", false, true)),
                Arguments.of("data:/b", new MountSpec.Volume(Optional.of("data"), "/b", false)),
                Arguments.of("/data/", new MountSpec.Volume(Optional.empty(), "/data", false)));
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void readsVolumes(String text, MountSpec mount) {
        assertThat(Volumes.volume(text, "/lab")).isEqualTo(mount);
    }

    @ParameterizedTest
    @CsvSource({
        "'',invalid empty volume spec",
        ":/a,'invalid spec: :/a: empty section between colons'",
        "/a:,'invalid spec: /a:: empty section between colons'"
    })
    void refusesOtherVolumes(String text, String message) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Volumes.volume(text, "/lab"))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "a:b:c:d,'invalid volume specification: ''a:b:c:d'''",
        "/a:/b:zz,invalid mode: zz",
        "/a:b,'invalid volume specification: ''/a:b'': invalid mount config for type \"bind\": invalid mount path: ''b'' mount path must be absolute'"
    })
    void refusesVolumesAsTheEngineWould(String text, String message) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Volumes.volume(text, "/lab"))
                .withMessage(message);
    }

    static List<Arguments> mounts() {
        return List.of(
                Arguments.of("type=bind,source=/a,target=/b,readonly", new MountSpec.Bind("/a", "/b", true, false)),
                Arguments.of("src=v,dst=/v", new MountSpec.Volume(Optional.of("v"), "/v", false)),
                Arguments.of("dst=/v,ro=0", new MountSpec.Volume(Optional.empty(), "/v", false)),
                Arguments.of(
                        "type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=1770",
                        new MountSpec.Tmpfs("/t", "size=1048576,mode=1770", false)));
    }

    @ParameterizedTest
    @MethodSource("mounts")
    void readsMounts(String text, MountSpec mount) {
        assertThat(Mounts.parse(text)).isEqualTo(mount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type=foo;target is required",
                "foo;invalid field 'foo' must be a key=value pair",
                "foo=1,type=bind;unexpected key 'foo' in 'foo=1'",
                "type=bind,src=/a,dst=/b,readonly=maybe;invalid value for readonly: maybe",
                "type=bind,src=/a,dst=/b,tmpfs-size=1;cannot mix 'tmpfs-*' options with mount type 'bind'",
                "type=tmpfs,dst=/b,tmpfs-size=zz;invalid value for tmpfs-size: zz"
            })
    void refusesOtherMounts(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mounts.parse(text))
                .withMessage(message);
    }

    @Test
    void readsMemoryMounts() {
        assertThat(Volumes.tmpfs("/a")).isEqualTo(new MountSpec.Tmpfs("/a", "", false));
        assertThat(Volumes.tmpfs("/b:size=1m,ro")).isEqualTo(new MountSpec.Tmpfs("/b", "size=1m,ro", true));
    }
}
