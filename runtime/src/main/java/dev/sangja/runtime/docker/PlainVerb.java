package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.ParsedFlags;

/** A verb that is described and done in one place with others of its group. */
record PlainVerb(Syntax syntax, Deed deed) implements Verb {
    /** What it does; as {@link Verb#run}. */
    @FunctionalInterface
    interface Deed {
        int run(ParsedFlags flags, Invocation call);
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        return deed.run(flags, call);
    }
}
