package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that reach each other, and nobody else, in a real machine. */
final class NetworkIT {
    @TempDir
    private static Path directory;

    private static Optional<LiveMachine> machine = Optional.empty();

    @BeforeAll
    static void launch() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        machine = Optional.of(new MachineFactory(directory).launch("network"));
        // The banner comes once a machine, and no test here is about it.
        cell("docker version >/dev/null");
    }

    @AfterAll
    static void close() {
        machine.ifPresent(LiveMachine::close);
    }

    private static LiveMachine.Outcome cell(String code) throws InterruptedException {
        return machine.orElseThrow().run(code);
    }

    private static String output(String code) throws InterruptedException {
        return cell(code).output();
    }

    @Test
    void givesAContainerAnAddressThatTheLabHostReaches() throws InterruptedException {
        assertThat(output("docker run -d --name web lab/base:1 sh -c 'echo hello >/tmp/index.html;"
                        + " exec httpd -f -p 8080 -h /tmp' >/dev/null\n"
                        + "ip=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)\n"
                        + "for i in $(seq 50); do wget -qO- http://$ip:8080/ 2>/dev/null && break; sleep 0.1; done\n"
                        + "echo ${ip%.*}; docker exec web ip route; docker rm -f web"))
                .isEqualTo("hello\n172.17.0\n" + "default via 172.17.0.1 dev eth0 \n"
                        + "172.17.0.0/16 dev eth0 scope link  src 172.17.0.2 \n" + "web\n");
    }

    @Test
    void recordsEachRequestToTheKernelsNetworkByWhatItSays() throws InterruptedException {
        Receipt receipt = cell("docker run --rm lab/base:1 true").receipt();

        assertThat(receipt.journal().entries())
                .filteredOn(entry ->
                        entry.origin() == Origin.ENGINE && entry.call().name().equals("sendto"))
                .extracting(entry -> entry.call().render())
                .anyMatch(call -> call.contains("nlmsg_type=RTM_NEWLINK") && call.contains("IFLA_INFO_KIND=\"veth\""))
                .anyMatch(call -> call.contains("nlmsg_type=RTM_NEWADDR") && call.contains("IFA_LOCAL=172.17.0."))
                .anyMatch(call -> call.contains("nlmsg_type=RTM_NEWROUTE") && call.contains("RTA_GATEWAY=172.17.0.1"));
    }
}
