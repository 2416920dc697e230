package dev.sangja.runtime.receipt;

import java.util.List;

/**
 * One namespace that processes of a machine live in, and what is to be seen inside it.
 *
 * @param type its kind
 * @param inode its number, as {@code /proc/PID/ns} shows it
 * @param facts what it holds, one line a fact, in the words of the kernel file that says so: the host name (uts), the
 *     lines of mountinfo (mnt), addresses and routes (net), the id map (user), the offsets (time), the root (cgroup)
 */
public record NamespaceView(NamespaceType type, long inode, List<String> facts) {
    public NamespaceView {
        facts = List.copyOf(facts);
    }
}
