package dev.sangja.runtime.trace;

/** The memory of a process that is stopped at a system call. */
interface TraceeMemory {
    /**
     * Reads from the process.
     *
     * @param address where, in the process's own addresses
     * @param length how many bytes at most
     * @return what could be read from there on without a gap; shorter, even empty, where the memory is not mapped
     */
    byte[] read(long address, int length);
}
