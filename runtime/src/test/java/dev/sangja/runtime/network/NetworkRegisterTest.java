package dev.sangja.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkRegisterTest {
    @TempDir
    private Path directory;

    private NetworkRegister open(Subnet... reached) {
        return new NetworkRegister(directory, Clock.systemUTC(), new Random(1), () -> List.of(reached));
    }

    private static NetworkRequest named(String name) {
        return new NetworkRequest(name, "bridge", Optional.empty(), Optional.empty(), false, Map.of());
    }

    private static NetworkRequest named(String name, String subnet) {
        return new NetworkRequest(name, "bridge", Optional.of(Subnet.of(subnet)), Optional.empty(), false, Map.of());
    }

    @Test
    void hasDockersThreeNetworksFromTheBeginning() {
        assertThat(open().all()).extracting(NetworkRecord::name).containsExactly("bridge", "host", "none");
        assertThat(open().ofDefault().subnet()).contains(Subnet.of("172.17.0.0/16"));
        assertThat(open().ofDefault().bridgeName()).isEqualTo("docker0");
    }

    @Test
    void keepsNetworksAcrossItsOwnEnd() {
        NetworkRecord made = open().create(named("shop"));

        assertThat(open().find("shop")).isEqualTo(made);
        assertThat(open().find(made.id().substring(0, 6))).isEqualTo(made);
    }

    @Test
    void leavesOutARecordThatCannotBeUnderstoodAndWhatWasHalfWritten() throws IOException {
        open().create(named("shop"));
        Files.writeString(directory.resolve("x.json"), "{");
        Files.writeString(directory.resolve("y.next"), "{");

        assertThat(open().all()).extracting(NetworkRecord::name).containsExactly("bridge", "host", "none", "shop");
    }

    @Test
    void givesEachNetworkASubnetThatNothingElseHas() {
        NetworkRegister register = open(Subnet.of("172.18.5.0/24"));

        assertThat(register.create(named("a")).subnet()).contains(Subnet.of("172.19.0.0/16"));
        assertThat(register.create(named("b")).subnet()).contains(Subnet.of("172.20.0.0/16"));
        assertThat(register.create(named("c")).gateway()).contains(Ipv4Address.of("172.21.0.1"));
    }

    @Test
    void runsOutOfSubnetsInDockersWords() {
        NetworkRegister register = open();
        for (int index = 0; index < 30; index++) {
            register.create(named("n" + index));
        }

        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> register.create(named("more")))
                .withMessage("all predefined address pools have been fully subnetted");
    }

    @Test
    void refusesWhatDockerRefusesInItsWords() {
        NetworkRegister register = open();
        register.create(named("shop", "10.5.0.0/24"));

        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> register.create(named("shop")))
                .withMessage("network with name shop already exists");
        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> register.create(named("other", "10.5.0.128/25")))
                .withMessage("invalid pool request: Pool overlaps with other one on this address space");
        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> register.create(named("bridge")))
                .withMessage("operation is not permitted on predefined bridge network");
        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> register.remove(register.find("none")))
                .withMessage("none is a pre-defined network and cannot be removed");
        assertThatExceptionOfType(ContainerProblem.NoSuchNetwork.class)
                .isThrownBy(() -> register.find("nowhere"))
                .withMessage("network nowhere not found");
        assertThatExceptionOfType(ContainerProblem.InvalidParameter.class)
                .isThrownBy(() -> register.create(named("../x")));
    }

    @Test
    void leasesTheLowestAddressThatIsFreeAndNeverTheBridgesOwn() {
        NetworkRecord network = open().create(named("small", "10.5.0.0/29"));
        AddressPool pool = new AddressPool(network);
        ContainerId one = ContainerId.random(new Random(2));
        ContainerId two = ContainerId.random(new Random(3));

        assertThat(pool.lease(one, Optional.empty())).hasToString("10.5.0.2");
        assertThat(pool.lease(two, Optional.empty())).hasToString("10.5.0.3");
        pool.release(two, Ipv4Address.of("10.5.0.2"));
        assertThat(pool.isFree(Ipv4Address.of("10.5.0.2"))).isFalse();
        pool.release(one, Ipv4Address.of("10.5.0.2"));
        assertThat(pool.lease(two, Optional.empty())).hasToString("10.5.0.2");
        for (int index = 0; index < 3; index++) {
            pool.lease(one, Optional.empty());
        }
        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> pool.lease(one, Optional.empty()))
                .withMessageContaining("no available IPv4 addresses on this network's address pools: small");
        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> pool.lease(one, Optional.of(Ipv4Address.of("10.5.0.3"))))
                .withMessageContaining("Address already in use");
        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> pool.lease(one, Optional.of(Ipv4Address.of("10.6.0.3"))))
                .withMessageContaining("no configured subnet contains IP address 10.6.0.3");
    }
}
