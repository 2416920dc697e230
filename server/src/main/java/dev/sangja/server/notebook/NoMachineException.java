package dev.sangja.server.notebook;

/** What was asked needs a machine, and the learner has none that is ready. */
public final class NoMachineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient MachineState state;

    NoMachineException(MachineState state) {
        super("the machine is " + state.kind());
        this.state = state;
    }

    /** What has become of the machine. */
    public MachineState state() {
        return state;
    }
}
