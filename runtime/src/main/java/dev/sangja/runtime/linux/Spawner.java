package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.SyscallCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Makes children with posix_spawn(3): on Linux a clone with CLONE_VM and CLONE_VFORK, cheap whatever the JVM's size.
 */
final class Spawner {
    private static final short POSIX_SPAWN_SETSIGDEF = 0x04; // spawn.h of the C library, as the following
    private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    private static final short POSIX_SPAWN_SETSID = 0x80;
    private static final int O_RDWR = 2; // asm-generic/fcntl.h
    // Upper bounds of posix_spawn_file_actions_t (80), posix_spawnattr_t (336) and sigset_t (128) in glibc and musl.
    private static final int FILE_ACTIONS_BYTES = 256;
    private static final int ATTRIBUTES_BYTES = 512;
    private static final int SIGNAL_SET_BYTES = 128;
    private static final int SIGKILL = 9;
    private static final int SIGSTOP = 19;
    // Descriptors are first lifted above the standard three, so that no duplication overwrites a source still needed.
    private static final int LIFTED = 1000;

    private final LibC.Calls libc;
    private final Runtime runtime;

    Spawner(LibC.Calls libc, Runtime runtime) {
        this.libc = libc;
        this.runtime = runtime;
    }

    int spawn(SpawnRequest request, Recorder recorder) {
        List<Pointer> alive = new ArrayList<>();
        Pointer actions = Memory.allocateDirect(runtime, FILE_ACTIONS_BYTES);
        Pointer attributes = Memory.allocateDirect(runtime, ATTRIBUTES_BYTES);
        Pointer pid = Memory.allocateDirect(runtime, 8);
        libc.posix_spawn_file_actions_init(actions);
        libc.posix_spawnattr_init(attributes);
        try {
            describeDescriptors(request, actions);
            describeSignals(request, attributes);
            List<String> environment = request.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .sorted()
                    .toList();
            Pointer arguments = vector(request.arguments(), alive);
            Pointer variables = vector(environment, alive);
            SyscallCall call = new SyscallCall(
                    "posix_spawn",
                    List.of(
                            new Argument("path", new ArgumentValue.Text(request.path(), false)),
                            new Argument("argv", new ArgumentValue.Words(request.arguments(), false))));
            long start = System.nanoTime();
            // posix_spawn returns the error number instead of setting errno.
            int error = libc.posix_spawn(pid, request.path(), actions, attributes, arguments, variables);
            long duration = System.nanoTime() - start;
            if (error != 0) {
                Errno errno = Errno.of(error);
                recorder.record(
                        call, start, duration, new Outcome.Failed(errno.number(), errno.name(), errno.message()));
                throw new SyscallException(call, errno);
            }
            recorder.record(call, start, duration, new Outcome.Returned(pid.getInt(0)));
            return pid.getInt(0);
        } finally {
            libc.posix_spawn_file_actions_destroy(actions);
            libc.posix_spawnattr_destroy(attributes);
            alive.clear();
        }
    }

    private void describeDescriptors(SpawnRequest request, Pointer actions) {
        // The gate comes first: until it opens, nothing that the child does can be missed by a tracer.
        request.gate().ifPresent(fifo -> libc.posix_spawn_file_actions_addopen(actions, 3, fifo, 0, 0));
        if (request.terminal().isPresent()) {
            // Opened after setsid, without O_NOCTTY: so it becomes the controlling terminal.
            libc.posix_spawn_file_actions_addopen(actions, 0, request.terminal().get(), O_RDWR, 0);
            libc.posix_spawn_file_actions_adddup2(actions, 0, 1);
            libc.posix_spawn_file_actions_adddup2(actions, 0, 2);
        } else {
            for (int index = 0; index < 3; index++) {
                libc.posix_spawn_file_actions_adddup2(
                        actions, request.standard().get(index), LIFTED + index);
            }
            for (int index = 0; index < 3; index++) {
                libc.posix_spawn_file_actions_adddup2(actions, LIFTED + index, index);
            }
        }
        request.directory().ifPresent(where -> libc.posix_spawn_file_actions_addchdir_np(actions, where));
        libc.posix_spawn_file_actions_addclosefrom_np(actions, 3);
    }

    private void describeSignals(SpawnRequest request, Pointer attributes) {
        short flags = (short) (POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        libc.posix_spawnattr_setflags(attributes, request.session() ? (short) (flags | POSIX_SPAWN_SETSID) : flags);
        Pointer none = Memory.allocateDirect(runtime, SIGNAL_SET_BYTES);
        libc.sigemptyset(none);
        libc.posix_spawnattr_setsigmask(attributes, none);
        Pointer all = Memory.allocateDirect(runtime, SIGNAL_SET_BYTES);
        libc.sigfillset(all);
        libc.sigdelset(all, SIGKILL);
        libc.sigdelset(all, SIGSTOP);
        libc.posix_spawnattr_setsigdefault(attributes, all);
    }

    private Pointer vector(List<String> words, List<Pointer> alive) {
        Pointer vector = Memory.allocateDirect(runtime, 8 * (words.size() + 1));
        for (int index = 0; index < words.size(); index++) {
            byte[] bytes = (words.get(index) + "\0").getBytes(StandardCharsets.UTF_8);
            Pointer word = Memory.allocateDirect(runtime, bytes.length);
            word.put(0, bytes, 0, bytes.length);
            alive.add(word);
            vector.putAddress(8L * index, word.address());
        }
        vector.putAddress(8L * words.size(), 0);
        alive.add(vector);
        return vector;
    }
}
