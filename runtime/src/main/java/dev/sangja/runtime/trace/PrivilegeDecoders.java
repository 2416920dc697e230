package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.linux.Capability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Capabilities and seccomp. */
final class PrivilegeDecoders {
    private static final int THIRD_VERSION = 0x2008_0522; // _LINUX_CAPABILITY_VERSION_3 of linux/capability.h
    private static final int SECCOMP_SET_MODE_FILTER = 1; // linux/seccomp.h
    private static final int FILTER_BYTES = 16; // struct sock_fprog

    private final Constants.SymbolTable versions;

    PrivilegeDecoders(Constants constants) {
        versions = constants.symbols("CAPABILITY_VERSION");
    }

    void register(DecoderRegistry registry) {
        registry.input("capability_header", reference -> (value, call) -> header(value, call));
        registry.input(
                "capability_sets", reference -> (value, call) -> sets(value, call.argument(reference.index()), call));
        registry.input(
                "seccomp_program",
                reference -> (value, call) -> (int) call.argument(reference.index()) == SECCOMP_SET_MODE_FILTER
                        ? filter(value, call)
                        : new ArgumentValue.Address(value));
    }

    private ArgumentValue header(long address, CallView call) {
        return call.structure(address, 8) // struct __user_cap_header_struct
                .<ArgumentValue>map(header -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("version", versions.render(header.getInt()));
                    fields.put("pid", Integer.toString(header.getInt()));
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    /** Two times effective, permitted and inheritable: the lower and the upper 32 bits of each. */
    private static ArgumentValue sets(long address, long header, CallView call) {
        boolean wide = call.structure(header, 8)
                .filter(read -> read.getInt() == THIRD_VERSION)
                .isPresent();
        return call.structure(address, wide ? 24 : 12)
                .<ArgumentValue>map(data -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    List<String> names = List.of("effective", "permitted", "inheritable");
                    for (int set = 0; set < names.size(); set++) {
                        long low = Integer.toUnsignedLong(data.getInt(4 * set));
                        long high = wide ? Integer.toUnsignedLong(data.getInt(12 + 4 * set)) : 0;
                        fields.put(
                                names.get(set), capabilities(low | high << 32).render());
                    }
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    private static ArgumentValue capabilities(long mask) {
        var known = Capability.ofMask(mask);
        return new ArgumentValue.Flags(known.stream().map(Capability::name).toList(), mask & ~Capability.maskOf(known));
    }

    static ArgumentValue filter(long address, CallView call) {
        return call.structure(address, FILTER_BYTES)
                .<ArgumentValue>map(program -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("len", Integer.toString(program.getShort(0) & 0xffff));
                    fields.put("filter", new ArgumentValue.Address(program.getLong(8)).render());
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }
}
