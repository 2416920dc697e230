package dev.sangja.web.markup;

/** The names of the {@code data-*} attributes that styles and scripts know, without the prefix. */
public final class Data {
    public static final String HOOK = "data-hook";
    public static final String STATE = "data-state";
    public static final String NAMESPACE = "data-ns";
    public static final String DIFF = "data-diff";
    /** A part of a component that its script looks for. */
    public static final String PART = "data-part";
    /** An address that a script sends to. */
    public static final String ACTION = "data-action";
    /** An address that a script reads a fragment from. */
    public static final String FRAGMENT = "data-fragment";

    public static final String RUN = "data-run";
    public static final String MACHINE_STATE = "data-machine-state";

    private Data() {}
}
