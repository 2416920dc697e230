package dev.sangja.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostRoutesTest {
    @TempDir
    private Path directory;

    @Test
    void readsSubnetsAndLeavesTheDefaultRouteOut() throws IOException {
        Path file = Files.writeString(directory.resolve("route"), """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
                docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
                hand0\t0000080A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                """);

        assertThat(HostRoutes.read(file)).containsExactly(Subnet.of("172.17.0.0/16"), Subnet.of("10.8.0.0/24"));
    }

    @Test
    void takesNothingFromWhatItCannotRead() throws IOException {
        assertThat(HostRoutes.read(directory.resolve("absent"))).isEmpty();
        assertThat(HostRoutes.read(Files.writeString(directory.resolve("odd"), "head\na b c\nx y z 0 0 0 0 q 0\n")))
                .isEmpty();
    }
}
