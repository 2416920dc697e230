package dev.sangja.runtime.engine;

/** Where things are in the engine's own mount namespace. The launcher builds it so before the engine starts. */
public final class EnginePaths {
    /** The Java runtime, read-only. */
    public static final String JDK = "/jdk";

    /** The product's jars and the class-data archive, read-only. */
    public static final String APPLICATION = "/app";

    /** The image and layer store, read-only. */
    public static final String STORE = "/store";

    /** The machine's own files: everything that it may write. */
    public static final String MACHINE = "/machine";

    /** A static busybox, for what only a program started inside a namespace can do. */
    public static final String BUSYBOX = "/bin/busybox";

    static final String WORKBENCH = MACHINE + "/workbench";
    static final String WORKBENCH_ROOT = WORKBENCH + "/root";
    static final String LAB = MACHINE + "/lab";
    static final String RUN = MACHINE + "/run";
    static final String GATES = RUN + "/gates";
    static final String CELLS = RUN + "/cells";
    static final String CONTAINERS = MACHINE + "/containers";
    static final String VOLUMES = MACHINE + "/volumes";

    private EnginePaths() {}
}
