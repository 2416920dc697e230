package dev.sangja.server.command;

import dev.sangja.server.notebook.Machines;
import java.nio.file.Path;

/** Where the product's machines come from: the one place that knows how they are launched. */
final class ProductMachines {
    private ProductMachines() {}

    /**
     * Opens the source of machines whose files lie in that directory. The caller closes it.
     *
     * @param data the server's data directory
     */
    static Machines open(Path data) {
        return new NoMachines();
    }
}
