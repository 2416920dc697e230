package dev.sangja.runtime.layer;

/** An archive that is damaged, hostile, or beyond its bounds. The message names the entry and the rule it broke. */
public final class LayerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LayerException(String message) {
        super(message);
    }
}
