package dev.sangja.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.network.HardwareAddress;
import dev.sangja.runtime.network.Ipv4Address;
import dev.sangja.runtime.network.RouteMessage;
import dev.sangja.runtime.network.Subnet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine records of its own requests is what the tracer would have read from their bytes. */
final class NetlinkDecoderTest {
    private static final Ipv4Address ADDRESS = Ipv4Address.of("172.18.0.2");
    private static final Subnet SUBNET = Subnet.of("172.18.0.0/16");

    private static Stream<RouteMessage> messages() {
        return Stream.of(
                new RouteMessage.AddBridge("br-0123456789ab", HardwareAddress.of(ADDRESS)),
                new RouteMessage.AddCable(
                        "veth0123456", 4, new RouteMessage.AddCable.Peer("eth0", HardwareAddress.of(ADDRESS), 93)),
                new RouteMessage.BringUp("lo"),
                new RouteMessage.DeleteLink("veth0123456"),
                new RouteMessage.FindLink("eth0"),
                new RouteMessage.AddAddress(7, "eth0", ADDRESS, SUBNET),
                new RouteMessage.AddRoute(Optional.empty(), ADDRESS),
                new RouteMessage.AddRoute(Optional.of(SUBNET), ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatTheEngineSays(RouteMessage message) {
        Optional<ArgumentValue> read = new NetlinkDecoder(Constants.of(dev.sangja.runtime.linux.Architecture.X86_64))
                .decode(message.encode(1));

        assertThat(read).isPresent();
        assertThat(((ArgumentValue.Fields) read.get()).values())
                .isEqualTo(Map.copyOf(message.meaning().values()));
    }
}
