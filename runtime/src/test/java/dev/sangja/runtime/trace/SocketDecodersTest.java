package dev.sangja.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SocketDecodersTest {
    private final FakeMemory memory = new FakeMemory();
    private final Calls calls = new Calls(memory);

    @Test
    void decodesSocketAddresses() {
        assertThat(calls.entered("socket", 2, 0x8_0801, 6))
                .isEqualTo("socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, IPPROTO_TCP)");
        assertThat(calls.entered("socket", 16, 0x8_0003, 0))
                .isEqualTo("socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE)");
        long internet = memory.put(new byte[] {2, 0, 0x1f, (byte) 0x90, 10, 9, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(calls.entered("bind", 3, internet, 16))
                .isEqualTo("bind(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"10.9.0.2\")}, 16)");
        byte[] loopback = new byte[28];
        loopback[0] = 10;
        loopback[3] = 53;
        loopback[23] = 1;
        assertThat(calls.entered("connect", 3, memory.put(loopback), 28))
                .isEqualTo("connect(3, {sa_family=AF_INET6, sin6_port=htons(53), sin6_addr=\"0:0:0:0:0:0:0:1\"}, 28)");
        long unix = memory.put("\1\0/run/lab.sock".getBytes(StandardCharsets.UTF_8));
        assertThat(calls.entered("connect", 3, unix, 16))
                .isEqualTo("connect(3, {sa_family=AF_UNIX, sun_path=\"/run/lab.sock\"}, 16)");
        long hidden = memory.put("\1\0\0lab".getBytes(StandardCharsets.UTF_8));
        assertThat(calls.entered("bind", 3, hidden, 6)).isEqualTo("bind(3, {sa_family=AF_UNIX, sun_path=@\"lab\"}, 6)");
        assertThat(calls.entered("bind", 3, memory.putInts(16, 7, 1), 12))
                .isEqualTo("bind(3, {sa_family=AF_NETLINK, nl_pid=7, nl_groups=00000001}, 12)");
    }

    @Test
    void readsARequestForAPairOfVirtualInterfaces() {
        byte[] peer = FakeMemory.join(new byte[16], attribute(3, "v1\0"));
        byte[] information = FakeMemory.join(attribute(1, "veth"), attribute(2, attribute(1, peer)));
        byte[] request =
                message(16, 0x605, FakeMemory.join(new byte[16], attribute(3, "v0\0"), attribute(18, information)));

        assertThat(calls.entered("sendmsg", 3, header(request), 0))
                .isEqualTo("sendmsg(3, {nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|"
                        + "NLM_F_CREATE, IFLA_IFNAME=\"v0\", IFLA_INFO_KIND=\"veth\", peer.IFLA_IFNAME=\"v1\"}, 0)");
    }

    @Test
    void readsWhatIpAsksOfTheKernel() {
        byte[] link = FakeMemory.ints(0, 5, 0, 0);
        byte[] up = FakeMemory.ints(0, 5, 1, 1);
        byte[] netns = message(16, 5, FakeMemory.join(link, attribute(19, FakeMemory.ints(77))));
        byte[] address = message(
                20, 0x605, FakeMemory.join(new byte[] {2, 24, 0, 0, 5, 0, 0, 0}, attribute(2, new byte[] {10, 9, 0, 1
                })));
        byte[] route = message(
                24,
                0x605,
                FakeMemory.join(
                        new byte[12], attribute(5, new byte[] {10, 9, 0, 1}), attribute(4, FakeMemory.ints(5))));

        assertThat(calls.entered("sendmsg", 3, header(netns), 0))
                .contains("RTM_NEWLINK", "ifi_index=5, IFLA_NET_NS_PID=77");
        assertThat(calls.entered("sendmsg", 3, header(message(16, 5, up)), 0))
                .contains("ifi_flags=IFF_UP, ifi_change=IFF_UP");
        assertThat(calls.entered("sendmsg", 3, header(address), 0))
                .contains("RTM_NEWADDR", "ifa_prefixlen=24, ifa_index=5, IFA_LOCAL=10.9.0.1");
        assertThat(calls.entered("sendmsg", 3, header(route), 0))
                .contains("RTM_NEWROUTE", "rtm_dst_len=0, RTA_GATEWAY=10.9.0.1, RTA_OIF=5");
        assertThat(calls.entered("sendmsg", 3, header(message(17, 5, link)), 0)).contains("nlmsg_type=RTM_DELLINK");
        assertThat(NetlinkDecoder.isQuestion(message(18, 0x301, link))).isTrue();
        assertThat(NetlinkDecoder.isQuestion(netns)).isFalse();
    }

    @Test
    void survivesBrokenRequestsToTheKernel() {
        byte[] endless = FakeMemory.join(new byte[16], new byte[] {0, 0, 3, 0}, new byte[] {(byte) 0xff, 0x7f, 3, 0});
        byte[] lying = message(16, 5, endless);
        lying[0] = (byte) 0xff;
        lying[1] = (byte) 0xff;

        assertThat(calls.entered("sendmsg", 3, header(lying), 0)).contains("nlmsg_type=RTM_NEWLINK");
        assertThat(calls.entered("sendmsg", 3, header(new byte[] {1, 2, 3}), 0)).startsWith("sendmsg(3, ");
        assertThat(calls.entered("sendmsg", 3, 0x10, 0)).isEqualTo("sendmsg(3, 0x10, 0)");
    }

    private static byte[] attribute(int type, String value) {
        return attribute(type, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] attribute(int type, byte[] value) {
        int length = value.length + 4;
        byte[] padded = new byte[(length + 3) & ~3];
        padded[0] = (byte) length;
        padded[1] = (byte) (length >> 8);
        padded[2] = (byte) type;
        System.arraycopy(value, 0, padded, 4, value.length);
        return padded;
    }

    private static byte[] message(int type, int flags, byte[] body) {
        return FakeMemory.join(FakeMemory.ints(16 + body.length, type | flags << 16, 1, 0), body);
    }

    /** A message header that sends these bytes to the kernel's network. */
    private long header(byte[] bytes) {
        long name = memory.putInts(16, 0, 0);
        long pieces = memory.put(memory.put(bytes), bytes.length);
        return memory.put(name, 12, pieces, 1, 0, 0, 0);
    }
}
