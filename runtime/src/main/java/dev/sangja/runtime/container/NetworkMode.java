package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which network namespace a container lives in. The host's own is not on offer: {@link SpecRules} refuses it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NetworkMode.Bridge.class, name = "bridge"),
    @JsonSubTypes.Type(value = NetworkMode.Named.class, name = "named"),
    @JsonSubTypes.Type(value = NetworkMode.OfContainer.class, name = "container"),
    @JsonSubTypes.Type(value = NetworkMode.None.class, name = "none"),
    @JsonSubTypes.Type(value = NetworkMode.Host.class, name = "host"),
})
public sealed interface NetworkMode {
    /** As {@code --network} takes it and as inspection shows it. */
    String render();

    /** Reads what {@code --network} takes. */
    static NetworkMode parse(String text) {
        if (text.startsWith("container:")) {
            return new OfContainer(text.substring("container:".length()));
        }
        return switch (text) {
            case "", "default", "bridge" -> new Bridge();
            case "none" -> new None();
            case "host" -> new Host();
            default -> new Named(text);
        };
    }

    /** A namespace of its own on the engine's default network. */
    record Bridge() implements NetworkMode {
        @Override
        public String render() {
            return "bridge";
        }
    }

    /** A namespace of its own on a network that the learner made. */
    record Named(String network) implements NetworkMode {
        public Named {
            requireNonNull(network, "network");
        }

        @Override
        public String render() {
            return network;
        }
    }

    /** The namespace of another container, given by name or id. */
    record OfContainer(String container) implements NetworkMode {
        public OfContainer {
            requireNonNull(container, "container");
        }

        @Override
        public String render() {
            return "container:" + container;
        }
    }

    /** A namespace of its own with nothing but the loopback interface. */
    record None() implements NetworkMode {
        @Override
        public String render() {
            return "none";
        }
    }

    /** The lab host's namespace. */
    record Host() implements NetworkMode {
        @Override
        public String render() {
            return "host";
        }
    }
}
