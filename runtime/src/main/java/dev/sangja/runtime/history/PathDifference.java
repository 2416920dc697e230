package dev.sangja.runtime.history;

import java.util.Optional;

/**
 * A path at which two trees show something else.
 *
 * @param before what the one shows; empty if nothing
 * @param after what the other shows; empty if nothing
 */
record PathDifference(String path, Optional<Node.Thing> before, Optional<Node.Thing> after) {
    /** Whether something is to go before the new can come: a directory on either side that is none on the other. */
    boolean isReplaced() {
        return before.isPresent() && (after.isEmpty() || isDirectory(before) != isDirectory(after));
    }

    static boolean isDirectory(Optional<Node.Thing> thing) {
        return thing.filter(Node.Directory.class::isInstance).isPresent();
    }
}
