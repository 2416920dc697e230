package dev.sangja.runtime.linux;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One of the privileges into which the kernel splits root's power; numbers of {@code linux/capability.h}, declared in
 * their order.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>
 */
public enum Capability {
    CAP_CHOWN(0),
    CAP_DAC_OVERRIDE(1),
    CAP_DAC_READ_SEARCH(2),
    CAP_FOWNER(3),
    CAP_FSETID(4),
    CAP_KILL(5),
    CAP_SETGID(6),
    CAP_SETUID(7),
    CAP_SETPCAP(8),
    CAP_LINUX_IMMUTABLE(9),
    CAP_NET_BIND_SERVICE(10),
    CAP_NET_BROADCAST(11),
    CAP_NET_ADMIN(12),
    CAP_NET_RAW(13),
    CAP_IPC_LOCK(14),
    CAP_IPC_OWNER(15),
    CAP_SYS_MODULE(16),
    CAP_SYS_RAWIO(17),
    CAP_SYS_CHROOT(18),
    CAP_SYS_PTRACE(19),
    CAP_SYS_PACCT(20),
    CAP_SYS_ADMIN(21),
    CAP_SYS_BOOT(22),
    CAP_SYS_NICE(23),
    CAP_SYS_RESOURCE(24),
    CAP_SYS_TIME(25),
    CAP_SYS_TTY_CONFIG(26),
    CAP_MKNOD(27),
    CAP_LEASE(28),
    CAP_AUDIT_WRITE(29),
    CAP_AUDIT_CONTROL(30),
    CAP_SETFCAP(31),
    CAP_MAC_OVERRIDE(32),
    CAP_MAC_ADMIN(33),
    CAP_SYSLOG(34),
    CAP_WAKE_ALARM(35),
    CAP_BLOCK_SUSPEND(36),
    CAP_AUDIT_READ(37),
    CAP_PERFMON(38),
    CAP_BPF(39),
    CAP_CHECKPOINT_RESTORE(40);

    private static final String PREFIX = "CAP_";
    private static final String ALL = "ALL";

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    /** The bit of this capability in a capability set. */
    public int number() {
        return number;
    }

    /** This capability's bit in a set, as {@code CapEff} in {@code /proc/PID/status} counts it. */
    public long mask() {
        return 1L << number;
    }

    /** The capability of that name, in either case, with or without {@code CAP_}. */
    public static Optional<Capability> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith(PREFIX) ? upper : PREFIX + upper;
        for (Capability capability : values()) {
            if (capability.name().equals(full)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }

    /** The capability of that number, if this program knows it; newer kernels have more. */
    public static Optional<Capability> numbered(int number) {
        return number >= 0 && number < values().length ? Optional.of(values()[number]) : Optional.empty();
    }

    /** Every capability that this program knows. */
    public static Set<Capability> all() {
        return Collections.unmodifiableSet(EnumSet.allOf(Capability.class));
    }

    /** Those of the set's bits that this program knows. */
    public static Set<Capability> ofMask(long mask) {
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        for (Capability capability : values()) {
            if ((mask & capability.mask()) != 0) {
                set.add(capability);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    /** These capabilities as the bits of one set. */
    public static long maskOf(Collection<Capability> capabilities) {
        long mask = 0;
        for (Capability capability : capabilities) {
            mask |= capability.mask();
        }
        return mask;
    }

    /**
     * A container's set, from its default and what {@code --cap-add} and {@code --cap-drop} named. Adding {@code ALL}
     * grants everything but what is dropped by name; dropping {@code ALL} leaves only what is added; otherwise drops
     * come first and adds win, all as Docker does it.
     *
     * @throws IllegalArgumentException for an unknown name, with Docker's words
     */
    public static Set<Capability> adjusted(Set<Capability> base, List<String> add, List<String> drop) {
        Set<Capability> added = parse("CapAdd", add);
        Set<Capability> dropped = parse("CapDrop", drop);
        EnumSet<Capability> result = EnumSet.noneOf(Capability.class);
        if (namesAll(add)) {
            result.addAll(all());
            result.removeAll(dropped);
        } else if (namesAll(drop)) {
            result.addAll(added);
        } else {
            result.addAll(base);
            result.removeAll(dropped);
            result.addAll(added);
        }
        return Collections.unmodifiableSet(result);
    }

    private static boolean namesAll(List<String> names) {
        return names.stream().anyMatch(ALL::equalsIgnoreCase);
    }

    private static Set<Capability> parse(String option, List<String> names) {
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        for (String name : names) {
            if (!ALL.equalsIgnoreCase(name)) {
                set.add(named(name).orElseThrow(() -> unknown(option, name)));
            }
        }
        return set;
    }

    private static IllegalArgumentException unknown(String option, String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith(PREFIX) ? upper : PREFIX + upper;
        return new IllegalArgumentException("invalid " + option + ": unknown capability: \"" + full + "\"");
    }
}
