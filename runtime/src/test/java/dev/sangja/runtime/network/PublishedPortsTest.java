package dev.sangja.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.PortSpec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ports of this computer's loopback interface that lead to servers of the tests' own there. */
@Timeout(60)
final class PublishedPortsTest {
    private static final Ipv4Address HERE = Ipv4Address.of("127.0.0.1");

    private final PublishedPorts ports = new PublishedPorts(new Traffic());

    private static PortSpec.Binding binding(int outside, int inside, String protocol) {
        return new PortSpec.Binding("127.0.0.1", outside, outside, new PortSpec.Port(inside, protocol));
    }

    /** A server that sends back what it got once the other side has said all. */
    private static ServerSocket echo() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, HERE.toInet());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket accepted = server.accept();
                    Thread answering = new Thread(() -> answer(accepted));
                    answering.setDaemon(true);
                    answering.start();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void answer(Socket socket) {
        try (socket) {
            byte[] all = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(all);
        } catch (IOException gone) {
            // The client has left, which is what some tests are about.
        }
    }

    private int publish(int inside) {
        return ports.publish(List.of(binding(0, inside, "tcp")), HERE)
                .get(0)
                .shown()
                .firstHostPort();
    }

    @Test
    void carriesEveryByteBothWaysThoughOneSideHasSaidAll() throws IOException {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (ServerSocket server = echo();
                Socket client = new Socket(HERE.toInet(), publish(server.getLocalPort()))) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    client.getOutputStream().write(sent);
                    client.shutdownOutput();
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
            byte[] received = client.getInputStream().readAllBytes();

            writing.join();
            assertThat(received.length).isEqualTo(sent.length);
            assertThat(Arrays.equals(received, sent)).isTrue();
        }
    }

    @Test
    void carriesManyConnectionsAndThoseBeyondItsBoundOnceThereIsRoom() throws IOException {
        try (ServerSocket server = echo()) {
            int port = publish(server.getLocalPort());
            List<Socket> clients = new ArrayList<>();
            for (int index = 0; index < 300; index++) {
                clients.add(new Socket(HERE.toInet(), port));
            }
            for (Socket client : clients) {
                client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
            }
            for (Socket client : clients) {
                assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("hello");
                client.close();
            }
        }
    }

    @Test
    void endsAConnectionThatNobodyInsideTakes() throws IOException {
        int nobody;
        try (ServerSocket server = echo()) {
            nobody = server.getLocalPort();
        }
        try (Socket client = new Socket(HERE.toInet(), publish(nobody))) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void freesAPortAtOnceAndEndsWhatItCarried() throws IOException {
        try (ServerSocket server = echo()) {
            PublishedPorts.Published published = ports.publish(List.of(binding(0, server.getLocalPort(), "tcp")), HERE)
                    .get(0);
            int port = published.shown().firstHostPort();
            try (Socket client = new Socket(HERE.toInet(), port)) {
                client.getOutputStream().write(1);

                ports.close(published);

                assertThat(endOf(client)).isLessThanOrEqualTo(0);
            }
            try (ServerSocket again = new ServerSocket()) {
                again.bind(new InetSocketAddress(HERE.toInet(), port));
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    private static int endOf(Socket client) {
        try {
            return client.getInputStream().read();
        } catch (IOException reset) {
            return 0;
        }
    }

    @Test
    void saysInDockersWordsThatAPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, HERE.toInet())) {
            int taken = other.getLocalPort();
            int published = publish(1);

            assertThatExceptionOfType(ContainerProblem.Refused.class)
                    .isThrownBy(() -> ports.publish(List.of(binding(taken, 80, "tcp")), HERE))
                    .withMessage("failed to bind host port 127.0.0.1:" + taken + "/tcp: address already in use");
            assertThatExceptionOfType(ContainerProblem.Refused.class)
                    .isThrownBy(() -> ports.publish(List.of(binding(published, 80, "tcp")), HERE))
                    .withMessage("Bind for 127.0.0.1:" + published + " failed: port is already allocated");
        }
    }

    @Test
    void opensAllOrNone() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, HERE.toInet())) {
            int free;
            try (ServerSocket probe = new ServerSocket(0, 1, HERE.toInet())) {
                free = probe.getLocalPort();
            }
            List<PortSpec.Binding> both = List.of(binding(free, 80, "tcp"), binding(other.getLocalPort(), 81, "tcp"));

            assertThatExceptionOfType(ContainerProblem.Refused.class).isThrownBy(() -> ports.publish(both, HERE));
            try (ServerSocket again = new ServerSocket(free, 1, HERE.toInet())) {
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    @Test
    void takesTheFirstFreePortOfARange() throws IOException {
        int first = publish(1);
        PortSpec.Binding range = new PortSpec.Binding("127.0.0.1", first, first + 200, new PortSpec.Port(80, "tcp"));

        assertThat(ports.publish(List.of(range), HERE).get(0).shown().firstHostPort())
                .isBetween(first + 1, first + 200);
    }

    @Test
    void carriesDatagramsAndTheirAnswers() throws IOException {
        try (DatagramSocket server = new DatagramSocket(0, HERE.toInet());
                DatagramSocket client = new DatagramSocket()) {
            int port = ports.publish(List.of(binding(0, server.getLocalPort(), "udp")), HERE)
                    .get(0)
                    .shown()
                    .firstHostPort();
            client.setSoTimeout(10_000);
            server.setSoTimeout(10_000);

            client.send(new DatagramPacket(new byte[] {42}, 1, HERE.toInet(), port));
            DatagramPacket got = new DatagramPacket(new byte[10], 10);
            server.receive(got);
            server.send(new DatagramPacket(new byte[] {43, 44}, 2, got.getSocketAddress()));
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            client.receive(answer);

            assertThat(answer.getLength()).isEqualTo(2);
            assertThat(answer.getPort()).isEqualTo(port);
        }
    }

    @Test
    void looksUpNoName() {
        PortSpec.Binding named = new PortSpec.Binding("localhost", 0, 0, new PortSpec.Port(80, "tcp"));

        assertThatExceptionOfType(ContainerProblem.Refused.class)
                .isThrownBy(() -> ports.publish(List.of(new PortSpec.Binding("localhost", 9, 9, named.port())), HERE))
                .withMessageContaining("invalid ip address: localhost");
    }

    @Test
    void publishesEveryExposedPortThatIsNotPublishedAlready() {
        PortSpec.Port web = new PortSpec.Port(80, "tcp");
        PortSpec.Port other = new PortSpec.Port(81, "tcp");
        PortSpec.Binding given = new PortSpec.Binding("", 8080, 8080, web);

        assertThat(PublishedPorts.wanted(new PortSpec(List.of(given), List.of(), true), List.of(web, other)))
                .containsExactly(given, new PortSpec.Binding("", 0, 0, other));
    }
}
