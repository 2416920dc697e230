package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecRulesTest {
    private static final ContainerSpec PLAIN = ContainerSpec.of("lab/base:1", "true");

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(memory(1), "Minimum memory limit allowed is 6MB"),
                Arguments.of(
                        cpus(2_000_000_001L), "range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"),
                Arguments.of(cpus(-1), "range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"),
                Arguments.of(shares(-1), "invalid CPU shares (-1): value must be a positive integer"),
                Arguments.of(cpuset("x"), "invalid value x for cpuset cpus"),
                Arguments.of(cpuset("1-0"), "invalid value 1-0 for cpuset cpus"),
                Arguments.of(cpuset("0,5"), "requested CPUs are not available - requested 0,5, available: 0-1"),
                Arguments.of(
                        restart("foo", 0),
                        "invalid restart policy: unknown policy 'foo'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"),
                Arguments.of(
                        restart("always", 3),
                        "invalid restart policy: maximum retry count can only be used with 'on-failure'"),
                Arguments.of(
                        restart("no", -1),
                        "invalid restart policy: maximum retry count can only be used with 'on-failure' and cannot be negative"),
                Arguments.of(
                        restart("on-failure", -1), "invalid restart policy: maximum retry count cannot be negative"),
                Arguments.of(adding("CAP_FOO"), "invalid CapAdd: unknown capability: \"CAP_FOO\""),
                Arguments.of(
                        PLAIN.with(new NetworkMode.OfContainer("")), "invalid container format container:<name|id>"),
                Arguments.of(
                        PLAIN.with(new NetworkMode.OfContainer("box")).with(new PortSpec(List.of(), List.of(), true)),
                        "conflicting options: port publishing and the container type network mode"),
                Arguments.of(
                        mount(new MountSpec.Bind("/a", "b", false, true)),
                        "invalid mount config for type \"bind\": invalid mount path: 'b' mount path must be absolute"),
                Arguments.of(
                        mount(new MountSpec.Bind("", "/b", false, false)),
                        "invalid mount config for type \"bind\": field Source must not be empty"),
                Arguments.of(
                        mount(new MountSpec.Tmpfs("//", "", false)),
                        "invalid mount config for type \"tmpfs\": invalid specification: destination can't be '/'"),
                Arguments.of(
                        PLAIN.withMounts(List.of(
                                new MountSpec.Tmpfs("/t", "", false), new MountSpec.Bind("/a", "/t", false, true))),
                        "Duplicate mount point: /t"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesInDockersWords(ContainerSpec spec, String message) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> SpecRules.check(spec, 2))
                .withMessage(message);
    }

    @Test
    void refusesAHostNameOfItsOwnInAnotherContainersNetwork() {
        ContainerSpec joined = PLAIN.with(new NetworkMode.OfContainer("box"));
        ContainerSpec named = new ContainerSpec(
                joined.image(),
                joined.name(),
                joined.process(),
                Optional.of("me"),
                joined.labels(),
                joined.network(),
                joined.ports(),
                joined.security(),
                joined.mounts(),
                joined.limits(),
                joined.life());

        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> SpecRules.check(named, 2))
                .withMessage("conflicting options: hostname and the network mode");
    }

    @Test
    void refusesTheHostsNetworkAsNotOnOffer() {
        assertThatExceptionOfType(ContainerProblem.NotHere.class)
                .isThrownBy(() -> SpecRules.check(PLAIN.with(new NetworkMode.Host()), 2))
                .withMessageStartingWith("--network host: ");
    }

    @Test
    void letsOrdinaryLimitsPass() {
        ContainerSpec spec = PLAIN.with(new LimitSpec(
                OptionalLong.of(32 << 20),
                OptionalLong.of(500_000_000),
                OptionalLong.of(512),
                Optional.of("0-1"),
                OptionalLong.of(20)));

        assertThatCode(() -> SpecRules.check(spec, 2)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"box", "a1", "My_box-2.x"})
    void letsOrdinaryNamesPass(String name) {
        assertThatCode(() -> SpecRules.checkName(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-a", "a b", "상자", "a/b", "../x"})
    void refusesOtherNames(String name) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> SpecRules.checkName(name))
                .withMessage("Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }

    @Test
    void knowsEveryCapabilityOfTheKernelInOrder() {
        assertThat(Capabilities.NAMES).hasSize(41).doesNotHaveDuplicates();
        assertThat(Capabilities.NAMES.indexOf("CAP_NET_ADMIN")).isEqualTo(12);
        assertThat(Capabilities.NAMES.indexOf("CAP_SYS_ADMIN")).isEqualTo(21);
        assertThat(Capabilities.NAMES.indexOf("CAP_CHECKPOINT_RESTORE")).isEqualTo(40);
    }

    private static ContainerSpec memory(long bytes) {
        return PLAIN.with(LimitSpec.NONE.with(new LimitSpec(
                OptionalLong.of(bytes),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty())));
    }

    private static ContainerSpec cpus(long nano) {
        return PLAIN.with(new LimitSpec(
                OptionalLong.empty(),
                OptionalLong.of(nano),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty()));
    }

    private static ContainerSpec shares(long shares) {
        return PLAIN.with(new LimitSpec(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(shares),
                Optional.empty(),
                OptionalLong.empty()));
    }

    private static ContainerSpec cpuset(String cpuset) {
        return PLAIN.with(new LimitSpec(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(cpuset),
                OptionalLong.empty()));
    }

    private static ContainerSpec restart(String name, int retries) {
        return PLAIN.with(new LifeSpec(
                false, false, new RestartPolicy(name, retries), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static ContainerSpec adding(String capability) {
        return PLAIN.with(new SecuritySpec(List.of(capability), List.of(), new SeccompChoice.Default(), false, false));
    }

    private static ContainerSpec mount(MountSpec mount) {
        return PLAIN.withMounts(List.of(mount));
    }
}
