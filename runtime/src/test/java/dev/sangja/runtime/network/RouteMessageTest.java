package dev.sangja.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes are those that ip(8) of iproute2 6.1 sent to a Linux 6.18 kernel, as strace(1) showed them. */
final class RouteMessageTest {
    private static final int SEQUENCE = 0x6b0b056c;

    private static Stream<Arguments> sentByIp() {
        return Stream.of(
                Arguments.of(
                        "ip link set docker0 up, but for naming it by its number",
                        new RouteMessage.BringUp("docker0"),
                        "2c00000010000500 6c050b6b00000000 0000000000000000 0100000001000000"
                                + "0c000300646f636b65723000"),
                Arguments.of(
                        "ip route add default via 172.17.0.1",
                        new RouteMessage.AddRoute(Optional.empty(), Ipv4Address.of("172.17.0.1")),
                        "2400000018000506 6c050b6b00000000 0200 0000fe030001 00000000 08000500ac110001"),
                Arguments.of(
                        "ip link add docker0 address 02:42:ac:11:00:01 type bridge",
                        new RouteMessage.AddBridge("docker0", HardwareAddress.of(Ipv4Address.of("172.17.0.1"))),
                        "4800000010000506 6c050b6b00000000 00000000000000000000000000000000"
                                + "0c000300646f636b65723000 0a0001000242ac1100010000"
                                + "10001200 0a000100627269646765 0000"),
                Arguments.of(
                        "ip addr add 172.17.0.1/16 brd + dev docker0 label docker0",
                        new RouteMessage.AddAddress(
                                2, "docker0", Ipv4Address.of("172.17.0.1"), Subnet.of("172.17.0.0/16")),
                        "3c00000014000506 6c050b6b00000000 0210000002000000 08000200ac110001 08000400ac11ffff"
                                + "08000100ac110001 0c000300646f636b65723000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentByIp")
    void encodesAsIpDoes(String command, RouteMessage message, String bytes) {
        assertThat(HexFormat.of().formatHex(message.encode(SEQUENCE))).isEqualTo(bytes.replace(" ", ""));
    }
}
