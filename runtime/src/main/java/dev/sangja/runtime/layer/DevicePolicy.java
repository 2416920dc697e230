package dev.sangja.runtime.layer;

/** What to do with device nodes in an archive: nobody in a user namespace may make them. */
public enum DevicePolicy {
    /** The archive is refused. */
    REFUSE,
    /** They are left out, and counted. */
    SKIP
}
