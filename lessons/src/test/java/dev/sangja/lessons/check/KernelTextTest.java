package dev.sangja.lessons.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.receipt.NamespaceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the kernel and the tools print, read as values; every text here was printed by a real one. */
class KernelTextTest {
    private static final Vocabulary NAMES = new Vocabulary(Map.of(), Set.of(), Set.of());

    @Test
    void readsALineOfMountinfoWithOptionalFields() {
        MountLine mount = MountLine.parse(
                        "179 169 0:66 / /lab/mm rw,relatime shared:3 master:1 - tmpfs t rw,uid=100000,gid=100000")
                .orElseThrow();

        assertThat(mount.point()).isEqualTo("/lab/mm");
        assertThat(mount.type()).isEqualTo("tmpfs");
        assertThat(mount.source()).isEqualTo("t");
        assertThat(mount.options()).isEqualTo("rw,relatime,rw,uid=100000,gid=100000");
    }

    @Test
    void undoesTheEscapesOfMountinfo() {
        assertThat(MountLine.parse("1 0 0:1 / /a\\040b rw - tmpfs none rw")
                        .orElseThrow()
                        .point())
                .isEqualTo("/a b");
        assertThat(MountLine.parse("not a mount")).isEmpty();
    }

    @Test
    void takesTheUppermostOfSeveralMountsOnOnePath() {
        FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
                .namespace(NamespaceType.MNT, 1, "1 0 0:1 / /x rw - ext4 a rw", "2 1 0:2 / /x rw - tmpfs b rw");

        assertThat(holds("mount(lab, \"/x\").type == \"tmpfs\" and mounts(lab).size == 2", evidence))
                .isTrue();
        assertThat(holds("mount(lab, \"/y\") is absent", evidence)).isTrue();
    }

    @Test
    void readsInterfacesOfIproute2() {
        List<NetworkLink> links = NetworkLink.parse("""
                1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT\\    link/loopback 00:00
                3: v0@if2: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue master hand0 state DOWN\\    link/ether de:bd
                """, """
                1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever
                3: v0    inet 10.9.0.1/24 scope global v0\\       valid_lft forever
                3: v0    inet6 fe80::dcbd/64 scope link tentative
                """);

        assertThat(links)
                .containsExactly(
                        new NetworkLink("lo", true, "", List.of("127.0.0.1/8")),
                        new NetworkLink("v0", false, "hand0", List.of("10.9.0.1/24")));
    }

    @Test
    void readsInterfacesOfBusybox() {
        List<NetworkLink> links = NetworkLink.parse(
                "2: v1@if3: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue qlen 1000\\    link/ether c2:68\n",
                "2: v1    inet 10.9.0.2/24 scope global v1\\       valid_lft forever preferred_lft forever\n");

        assertThat(links).containsExactly(new NetworkLink("v1", true, "", List.of("10.9.0.2/24")));
    }

    @Test
    void findsAListeningPortOverIpv6Too() {
        FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
                .file(
                        "/proc/10/net/tcp",
                        "  sl  local_address rem_address   st\n   0: 0100007F:1F91 00000000:0000 01 0\n")
                .file("/proc/10/net/tcp6", """
                          sl  local_address rem_address   st
                           0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 0
                        """);

        assertThat(holds("listens(lab, 8080) and not listens(lab, 8081)", evidence))
                .isTrue();
    }

    @Test
    void readsMessageQueueKeysAsIpcsShowsThem() {
        FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
                .answers(
                        "cat /proc/sysvipc/msg",
                        "       key      msqid perms      cbytes\n-346381618          0   644           0\n");

        assertThat(holds("queues(lab) == [\"0xeb5aa2ce\"]", evidence)).isTrue();
    }

    @Test
    void readsControlFilesOfVersion2() {
        FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
                .namespace(NamespaceType.MNT, 1, "1 0 0:1 / /sys/fs/cgroup rw - cgroup2 cgroup rw")
                .file("/proc/10/cgroup", "0::/hand\n")
                .file("/sys/fs/cgroup/hand/memory.max", "33554432\n");

        assertThat(holds("cgroup(process(\"bash\"), \"memory.max\") == \"33554432\"", evidence))
                .isTrue();
        assertThat(holds("cgroup(process(\"bash\"), \"pids.max\") is absent", evidence))
                .isTrue();
    }

    @Test
    void readsControlFilesOfVersion1ByTheNamesOfVersion2() {
        FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
                .namespace(
                        NamespaceType.MNT,
                        1,
                        "1 0 0:1 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
                        "2 0 0:2 /outer /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory")
                .file("/proc/10/cgroup", "5:cpu,cpuacct:/hand\n4:memory:/outer/hand\n")
                .file("/sys/fs/cgroup/memory/hand/memory.limit_in_bytes", "33554432\n")
                .file("/sys/fs/cgroup/cpu,cpuacct/hand/cpu.cfs_quota_us", "50000\n")
                .file("/sys/fs/cgroup/cpu,cpuacct/hand/cpu.cfs_period_us", "100000\n");

        assertThat(holds("cgroup(process(\"bash\"), \"memory.max\") == \"33554432\"", evidence))
                .isTrue();
        assertThat(holds("cgroup(process(\"bash\"), \"cpu.max\") == \"50000 100000\"", evidence))
                .isTrue();
    }

    @Test
    void readsALineOfProcStatus() {
        FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
                .file("/proc/10/status", "Name:\tbash\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\n");

        assertThat(holds("status(process(\"bash\"), \"CapBnd\") == \"0000000000000000\"", evidence))
                .isTrue();
    }

    private static boolean holds(String source, FakeEvidence evidence) {
        return Expression.condition(source, NAMES).isTrue(new Scope(evidence, Map.of(), Checker.LIMIT));
    }
}
