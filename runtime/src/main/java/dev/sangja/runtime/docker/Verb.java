package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.ParsedFlags;

/** One verb of the docker command. Has no state: one object serves every call, on any thread. */
interface Verb {
    Syntax syntax();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws VerbFailure and the exceptions that {@link DockerCommand} turns into messages
     */
    int run(ParsedFlags flags, Invocation call);
}
