package dev.sangja.runtime.docker;

import dev.sangja.runtime.build.BuildProgress;
import dev.sangja.runtime.build.BuildRequest;
import dev.sangja.runtime.build.BuildResult;
import dev.sangja.runtime.build.ImageBuilds;
import dev.sangja.runtime.container.Cancellation;
import java.io.InputStream;

/** A builder that no test of other verbs asks anything of. */
final class MemoryBuilds implements ImageBuilds {
    @Override
    public Context directory(String path) {
        throw new UnsupportedOperationException("no build was expected");
    }

    @Override
    public Context archive(InputStream archive) {
        throw new UnsupportedOperationException("no build was expected");
    }

    @Override
    public BuildResult build(BuildRequest request, BuildProgress progress, Cancellation cancellation) {
        throw new UnsupportedOperationException("no build was expected");
    }

    @Override
    public long prune() {
        return 0;
    }
}
