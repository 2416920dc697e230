package dev.sangja.runtime.journal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A system call with its decoded arguments, before anybody knows how it came out.
 *
 * @param name the kernel's name of the call, such as {@code openat}
 * @param arguments in the order of the manual page
 */
public record SyscallCall(String name, List<Argument> arguments) {
    public SyscallCall {
        requireNonNull(name, "name");
        arguments = List.copyOf(arguments);
    }

    /** The value of the argument with that name, if the call has one. */
    public Optional<ArgumentValue> argument(String wanted) {
        return arguments.stream()
                .filter(argument -> argument.name().equals(wanted))
                .map(Argument::value)
                .findFirst();
    }

    /** The call in the notation of strace(1), without its outcome: {@code sethostname("box", 3)}. */
    public String render() {
        return arguments.stream()
                .map(argument -> argument.value().render())
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
