package dev.sangja.runtime.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What COPY and ADD have in common: which files go where, and how they look there.
 *
 * @param sources paths or addresses; a heredoc's mark is none of them
 * @param files heredocs that are files
 * @param owner {@code user[:group]} by name or number
 * @param mode as chmod(1) takes it
 * @param link whether the files make a layer that does not look at what is below
 * @param excludes patterns of what stays behind
 */
public record Transfer(
        List<String> sources,
        List<Heredoc> files,
        String destination,
        Optional<String> owner,
        Optional<String> mode,
        boolean link,
        List<String> excludes) {
    public Transfer {
        sources = List.copyOf(sources);
        files = List.copyOf(files);
        requireNonNull(destination, "destination");
        requireNonNull(owner, "owner");
        requireNonNull(mode, "mode");
        excludes = List.copyOf(excludes);
    }
}
