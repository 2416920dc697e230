/** What the processes of a workload do: a tracer that follows them with ptrace(2) and decodes their system calls. */
@NullMarked
package dev.sangja.runtime.trace;

import org.jspecify.annotations.NullMarked;
