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
    /** Waits until a URL answers and prints the answer; nothing after ten seconds. */
    private static final String FETCH = """
            fetch() { for i in $(seq 100); do wget -qO- "$1" 2>/dev/null && return; sleep 0.1; done; echo none; }
            serve() { name=$1; shift; docker run -d --name $name "$@" lab/base:1 sh -c "mkdir /tmp/w
            echo $name >/tmp/w/index.html; exec httpd -f -p 8080 -h /tmp/w" >/dev/null; }
            """;

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
        return cell(FETCH + code).output();
    }

    @Test
    void givesAContainerAnAddressThatTheLabHostReaches() throws InterruptedException {
        assertThat(output("serve web; ip=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)\n"
                        + "fetch http://$ip:8080/; docker exec web ip route | sed \"s/$ip/ITS/\"\n"
                        + "docker exec web tail -n 1 /etc/hosts | sed \"s/$ip/ITS/; s/$(docker ps -qf name=web)/NAME/\"\n"
                        + "docker rm -f web"))
                .isEqualTo("""
                        web
                        default via 172.17.0.1 dev eth0\s
                        172.17.0.0/16 dev eth0 scope link  src ITS\s
                        ITS	NAME
                        web
                        """);
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

    @Test
    void answersForTheNamesOfAUserNetworkAndForNoOthers() throws InterruptedException {
        assertThat(
                        output(
                                "docker network create shopnet >/dev/null; serve kv --network shopnet --network-alias store\n"
                                        + "fetch http://$(docker inspect -f '{{.NetworkSettings.Networks.shopnet.IPAddress}}' kv):8080/\n"
                                        + "docker run --rm --network shopnet lab/base:1 sh -c 'wget -qO- http://kv:8080/\n"
                                        + "wget -qO- http://STORE:8080/; nslookup nobody | grep -c NXDOMAIN; cat /etc/resolv.conf'\n"
                                        + "docker run --rm lab/base:1 sh -c 'wget -qO- http://kv:8080/ 2>&1'\n"
                                        + "docker network rm shopnet 2>&1 | sed 's/id:.*/id/'\n"
                                        + "bridge=br-$(docker network ls -qf name=shopnet); docker rm -f kv; docker network rm shopnet; ip link | grep -c $bridge"))
                .isEqualTo("""
                        kv
                        kv
                        kv
                        2
                        nameserver 127.0.0.11
                        options ndots:0
                        wget: bad address 'kv:8080'
                        Error response from daemon: error while removing network: network shopnet has active endpoints (name:"kv" id
                        kv
                        shopnet
                        0
                        """);
    }

    @Test
    void keepsContainersOfDifferentNetworksApart() throws InterruptedException {
        assertThat(output("docker network create apart >/dev/null; serve far --network apart\n"
                        + "ip=$(docker inspect -f '{{.NetworkSettings.Networks.apart.IPAddress}}' far)\n"
                        + "fetch http://$ip:8080/\n"
                        + "docker run --rm lab/base:1 sh -c \"timeout 2 wget -qO- http://$ip:8080/; exit \\$?\"; echo $?\n"
                        + "docker run --rm --network apart lab/base:1 wget -qO- http://$ip:8080/\n"
                        + "docker rm -f far; docker network rm apart"))
                .isEqualTo("far\nTerminated\n143\nfar\nfar\napart\n");
    }

    @Test
    void letsAContainerOutNowhere() throws InterruptedException {
        assertThat(
                        output(
                                "docker run --rm lab/base:1 sh -c 'timeout 2 wget -qO- http://192.0.2.1/ 2>/dev/null; exit $?'; echo $?; ip route | grep -c default"))
                .isEqualTo("143\n0\n");
    }

    @Test
    void publishesPortsAndFreesThemOnStop() throws InterruptedException {
        assertThat(output("serve p1 -p 8081:8080; fetch http://127.0.0.1:8081/; docker port p1\n"
                        + "docker ps --format '{{.Ports}}' -f name=p1; docker stop -t 0 p1\n"
                        + "wget -qO- http://127.0.0.1:8081/ 2>&1; serve p2 -p 127.0.0.1:8081:8080\n"
                        + "fetch http://127.0.0.1:8081/; docker rm -f p1 p2"))
                .isEqualTo("""
                        p1
                        8080/tcp -> 0.0.0.0:8081
                        0.0.0.0:8081->8080/tcp
                        p1
                        wget: can't connect to remote host (127.0.0.1): Connection refused
                        p2
                        p1
                        p2
                        """);
    }

    @Test
    void publishesEveryExposedPortSomewhereFree() throws InterruptedException {
        assertThat(output("serve any -P --expose 8080; fetch http://$(docker port any 8080)/; docker rm -f any"))
                .isEqualTo("any\nany\n");
    }

    @Test
    void saysWhoHasAPortAndLeavesTheContainerCreated() throws InterruptedException {
        assertThat(output(
                        "serve first -p 8082:8080; docker run -d --name second -p 8082:8080 lab/base:1 true 2>&1 >/dev/null"
                                + " | sed 's/([0-9a-f]*)/(ID)/;2,$d'; httpd -p 8083 -h /tmp\n"
                                + "docker run -d --name third -p 8083:8080 lab/base:1 true 2>&1 >/dev/null | sed 's/([0-9a-f]*)/(ID)/;2,$d'\n"
                                + "docker ps -a --format '{{.Names}} {{.Status}}' -f name=second -f name=third\n"
                                + "pkill -x httpd; docker rm -f first second third"))
                .isEqualTo("docker: Error response from daemon: failed to set up container networking: driver failed"
                        + " programming external connectivity on endpoint second (ID): Bind for 0.0.0.0:8082 failed:"
                        + " port is already allocated\n"
                        + "docker: Error response from daemon: failed to set up container networking: driver failed"
                        + " programming external connectivity on endpoint third (ID): failed to bind host port"
                        + " 0.0.0.0:8083/tcp: address already in use\n"
                        + "third Created\nsecond Created\nfirst\nsecond\nthird\n");
    }

    @Test
    void connectsAndDisconnectsAContainerThatRuns() throws InterruptedException {
        assertThat(output("docker network create more >/dev/null; serve both\n"
                        + "docker network connect --alias also more both; docker exec both ip -o -4 addr | grep -c eth\n"
                        + "docker run --rm --network more lab/base:1 sh -c \"$(declare -f fetch); fetch http://also:8080/\"\n"
                        + "docker network connect more both 2>&1; docker network disconnect more both\n"
                        + "docker exec both ip -o -4 addr | grep -c eth; docker network disconnect more both 2>&1"
                        + " | sed 's/[0-9a-f]\\{64\\}/ID/'; docker rm -f both; docker network prune -f"))
                .isEqualTo("""
                        2
                        both
                        Error response from daemon: endpoint with name both already exists in network more
                        1
                        Error response from daemon: container ID is not connected to network more
                        both
                        Deleted Networks:
                        more

                        """);
    }

    @Test
    void givesTheAddressThatWasAskedForAndRefusesOthers() throws InterruptedException {
        assertThat(output("docker network create --subnet 10.77.0.0/24 fixed >/dev/null\n"
                        + "docker run --rm --network fixed --ip 10.77.0.77 lab/base:1 hostname -i\n"
                        + "docker run --rm --network fixed --ip 10.78.0.77 lab/base:1 true 2>&1 | grep -c 'no configured subnet'\n"
                        + "docker network create --subnet 10.77.0.0/25 clash 2>&1; docker network rm fixed"))
                .isEqualTo("""
                        10.77.0.77
                        1
                        Error response from daemon: invalid pool request: Pool overlaps with other one on this address space
                        fixed
                        """);
    }

    @Test
    void sharesANetworkNamespaceWithAnotherContainer() throws InterruptedException {
        assertThat(output("serve owner -h its-name\n"
                        + "docker run --rm --network container:owner lab/base:1 sh -c 'hostname;"
                        + " for i in $(seq 50); do wget -qO- http://127.0.0.1:8080/ 2>/dev/null && break; sleep 0.1; done'\n"
                        + "docker rm -f owner; docker run --rm --network none lab/base:1 ip -o link | wc -l\n"
                        + "docker run --rm --network host lab/base:1 ip -o link | grep -c docker0"))
                .isEqualTo("its-name\nowner\nowner\n1\n1\n");
    }

    @Test
    void mendsABridgeThatALearnerHasRemoved() throws InterruptedException {
        assertThat(
                        output(
                                "ip link del docker0; serve again; fetch "
                                        + "http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' again):8080/; docker rm -f again"))
                .isEqualTo("again\nagain\n");
    }

    @Test
    void showsAContainerItsOwnControlGroupToBeRead() throws InterruptedException {
        String script = "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null;"
                + " mkdir /sys/fs/cgroup/x /sys/fs/cgroup/memory/x 2>&1 | grep -c -v 'Read-only\\|nonexistent\\|No such'";
        assertThat(output("docker run --rm -m 32m lab/base:1 sh -c \"" + script + "\""))
                .isEqualTo("33554432\n0\n");
    }
}
