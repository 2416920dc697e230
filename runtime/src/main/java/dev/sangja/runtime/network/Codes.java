package dev.sangja.runtime.network;

import dev.sangja.runtime.journal.ArgumentValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Numbers and names of the headers that rtnetlink(7) messages are written with. */
final class Codes {
    static final int RTM_NEWLINK = 16; // linux/rtnetlink.h, as the following
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_NEWROUTE = 24;
    static final int RTA_DST = 1;
    static final int RTA_GATEWAY = 5;
    static final int NLM_F_REQUEST = 1; // linux/netlink.h, as the following
    static final int CHANGE = NLM_F_REQUEST | 4;
    static final int CREATE = CHANGE | 0x200 | 0x400;
    static final String CHANGE_NAMES = "NLM_F_REQUEST|NLM_F_ACK";
    static final String CREATE_NAMES = CHANGE_NAMES + "|NLM_F_EXCL|NLM_F_CREATE";
    static final int IFLA_ADDRESS = 1; // linux/if_link.h, as the following
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MASTER = 10;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_NET_NS_FD = 28;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_INFO_DATA = 2;
    static final int VETH_INFO_PEER = 1; // linux/veth.h
    static final int IFA_ADDRESS = 1; // linux/if_addr.h, as the following
    static final int IFA_LOCAL = 2;
    static final int IFA_LABEL = 3;
    static final int IFA_BROADCAST = 4;
    static final int IFF_UP = 1; // linux/if.h

    private Codes() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String quoted(String text) {
        return new ArgumentValue.Text(text, false).render();
    }

    static ArgumentValue.Fields fields(String type, String flags, Consumer<Map<String, String>> rest) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("nlmsg_type", type);
        fields.put("nlmsg_flags", flags);
        rest.accept(fields);
        return new ArgumentValue.Fields(fields);
    }
}
