package dev.sangja.runtime.layer;

import java.io.IOException;

/** Takes the entries of a layer, one after the other. A file's content may be read until the next one is given. */
@FunctionalInterface
public interface EntrySink {
    void write(LayerEntry entry) throws IOException;
}
