package dev.sangja.server.notebook;

import dev.sangja.runtime.machine.Machine;
import dev.sangja.server.notebook.MachineState.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has a machine, who waits for one, and what became of it. Safe for use by several threads.
 *
 * <p>At most so many learners have a machine at once; who comes later waits in turn and is told how many are ahead. A
 * machine that nobody used for a while is closed: its files stay, its processes do not.
 */
public final class Seats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);

    private final Machines machines;
    private final SeatRules rules;
    private final Clock clock;
    private final Map<UUID, Seat> seats = new HashMap<>();
    private final Deque<Seat> waiting = new ArrayDeque<>();
    private final ExecutorService starters;
    private int taken;
    private boolean closed;

    public Seats(Machines machines, SeatRules rules, Clock clock) {
        this.machines = machines;
        this.rules = rules;
        this.clock = clock;
        this.starters = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "machine-start");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What has become of the learner's machine. */
    public synchronized MachineState state(UUID learner) {
        Seat seat = seat(learner);
        seat.see(clock.instant());
        return stateOf(seat);
    }

    /** Asks for a machine, where the learner has none and does not wait for one yet; returns at once. */
    public synchronized MachineState request(UUID learner) {
        Seat seat = seat(learner);
        seat.use(clock.instant());
        switch (seat.kind()) {
            case NONE, FAILED, GONE -> admit(seat);
            case QUEUED, STARTING, READY -> {}
        }
        return stateOf(seat);
    }

    /** Waits until the machine is ready or cannot be, or the time is over. */
    public synchronized MachineState await(UUID learner, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (true) {
            MachineState state = state(learner);
            long left = (deadline - System.nanoTime()) / 1_000_000;
            boolean pending = state.kind() == Kind.QUEUED || state.kind() == Kind.STARTING;
            if (!pending || left <= 0) {
                return state;
            }
            wait(left);
        }
    }

    /**
     * The learner's machine; notes that it is used.
     *
     * @throws NoMachineException if it is not ready
     */
    public synchronized Machine machine(UUID learner) {
        Seat seat = seat(learner);
        seat.use(clock.instant());
        return seat.machine().orElseThrow(() -> new NoMachineException(stateOf(seat)));
    }

    /** Notes that the learner uses the machine, so that it is not closed as idle. */
    public synchronized void use(UUID learner) {
        seat(learner).use(clock.instant());
    }

    /** The learner's machine if it is ready, without using it. */
    public synchronized Optional<Machine> peek(UUID learner) {
        return seat(learner).machine();
    }

    /** Ends the learner's machine, if there is one, and asks for a new one; with new files unless they are kept. */
    public MachineState renew(UUID learner, boolean keepFiles) {
        end(learner);
        if (!keepFiles) {
            machines.erase(learner);
        }
        return request(learner);
    }

    /** Ends the learner's machine, if there is one, and forgets its files. */
    public void leave(UUID learner) {
        end(learner);
        machines.erase(learner);
    }

    private void end(UUID learner) {
        Optional<Machine> old;
        synchronized (this) {
            Seat seat = seat(learner);
            old = seat.machine();
            waiting.remove(seat);
            if (seat.kind() == Kind.QUEUED || old.isPresent()) {
                seat.become(Kind.NONE, clock.instant());
            }
        }
        old.ifPresent(machine -> {
            machine.close();
            release();
        });
    }

    /** Closes machines that nobody used for long, and forgets waiting learners who went away. Called now and then. */
    public void sweep() {
        List<Machine> idle = new ArrayList<>();
        synchronized (this) {
            Instant now = clock.instant();
            for (Seat seat : seats.values()) {
                if (seat.kind() == Kind.READY && seat.used().plus(rules.idle()).isBefore(now)) {
                    seat.machine().ifPresent(idle::add);
                    seat.become(Kind.NONE, now);
                } else if (seat.kind() == Kind.QUEUED
                        && seat.seen().plus(rules.patience()).isBefore(now)) {
                    waiting.remove(seat);
                    seat.become(Kind.NONE, now);
                }
            }
            seats.values()
                    .removeIf(seat -> seat.kind() == Kind.NONE
                            && seat.seen().plus(rules.idle()).isBefore(now));
        }
        for (Machine machine : idle) {
            machine.close();
            release();
        }
    }

    private void admit(Seat seat) {
        if (closed) {
            throw new IllegalStateException("the server is stopping");
        }
        if (taken < rules.machines()) {
            start(seat);
        } else {
            seat.become(Kind.QUEUED, clock.instant());
            waiting.addLast(seat);
        }
    }

    private void start(Seat seat) {
        taken++;
        seat.become(Kind.STARTING, clock.instant());
        starters.execute(() -> {
            try {
                started(seat, machines.take(seat.learner()));
            } catch (MachineUnavailableException unavailable) {
                LOG.warn("no machine for learner {}: {}", seat.learner(), unavailable.getMessage());
                failed(seat, String.valueOf(unavailable.getMessage()));
            } catch (RuntimeException failure) {
                LOG.warn("no machine for learner {}", seat.learner(), failure);
                failed(seat, String.valueOf(failure.getMessage()));
            }
        });
    }

    private void started(Seat seat, Machine machine) {
        synchronized (this) {
            if (!closed) {
                seat.ready(machine, clock.instant());
                notifyAll();
                machine.gone().thenAccept(cause -> gone(seat, machine, cause));
                return;
            }
        }
        machine.close();
    }

    private void failed(Seat seat, String cause) {
        synchronized (this) {
            seat.end(Kind.FAILED, clock.instant(), cause);
        }
        release();
    }

    private void gone(Seat seat, Machine machine, String cause) {
        synchronized (this) {
            if (seat.machine().filter(machine::equals).isEmpty()) {
                // We ended it ourselves.
                return;
            }
            seat.end(Kind.GONE, clock.instant(), cause);
        }
        LOG.info("machine {} of learner {} is gone: {}", machine.id(), seat.learner(), cause);
        machine.close();
        release();
    }

    /** One machine fewer is taken: the next who waits gets one. */
    private synchronized void release() {
        taken--;
        Seat next = waiting.pollFirst();
        if (next != null && !closed) {
            start(next);
        }
        notifyAll();
    }

    private MachineState stateOf(Seat seat) {
        int ahead = 0;
        if (seat.kind() == Kind.QUEUED) {
            for (Seat other : waiting) {
                if (other == seat) {
                    break;
                }
                ahead++;
            }
        }
        return seat.state(ahead);
    }

    private Seat seat(UUID learner) {
        return seats.computeIfAbsent(learner, id -> new Seat(id, clock.instant()));
    }

    /** Ends every machine. */
    @Override
    public void close() {
        List<Machine> open = new ArrayList<>();
        synchronized (this) {
            closed = true;
            waiting.clear();
            for (Seat seat : seats.values()) {
                seat.machine().ifPresent(open::add);
                seat.become(Kind.NONE, clock.instant());
            }
        }
        open.parallelStream().forEach(Machine::close);
        starters.shutdown();
        machines.close();
    }
}
