package dev.sangja.runtime.trace;

import java.util.HashMap;
import java.util.Map;

/** The decoders that {@code calls.txt} may name. Filled once, then only read. */
final class DecoderRegistry {
    private final Map<String, Factory> inputs = new HashMap<>();
    private final Map<String, Factory> results = new HashMap<>();

    /** Every decoder, with the named values of one architecture. */
    static DecoderRegistry of(Constants constants) {
        DecoderRegistry registry = new DecoderRegistry();
        new PlainDecoders(constants).register(registry);
        new FileDecoders(constants).register(registry);
        new ProcessDecoders(constants).register(registry);
        new PrivilegeDecoders(constants).register(registry);
        new PrctlDecoders(constants).register(registry);
        new SocketDecoders(constants).register(registry);
        return registry;
    }

    /** Adds a decoder of what the caller passes in. */
    void input(String name, Factory factory) {
        inputs.put(name, factory);
    }

    /** Adds a decoder of what the kernel fills in; before the call returns, the argument is an address. */
    void result(String name, Factory factory) {
        results.put(name, factory);
    }

    boolean isResult(String name) {
        return results.containsKey(name);
    }

    ArgumentDecoder decoder(String name, Reference reference) {
        Factory factory = inputs.containsKey(name) ? inputs.get(name) : results.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("no decoder is called " + name);
        }
        return factory.make(reference);
    }

    /** Makes a decoder for one parameter. */
    @FunctionalInterface
    interface Factory {
        ArgumentDecoder make(Reference reference);
    }

    /**
     * What stands in a decoder's parentheses.
     *
     * @param text as it is written; empty without parentheses
     * @param index the place of the parameter of that name, or -1 if there is none
     */
    record Reference(String text, int index) {}
}
