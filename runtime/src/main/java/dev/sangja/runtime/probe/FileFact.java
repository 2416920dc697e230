package dev.sangja.runtime.probe;

import java.util.Map;

/**
 * What lstat(2) and a bounded read say of one path.
 *
 * @param type {@code file}, {@code directory}, {@code symlink}, {@code fifo}, {@code socket}, {@code character} or
 *     {@code block}
 * @param mode permission bits, as in chmod(2)
 * @param userId its owner, as the machine counts it
 * @param groupId its group, as the machine counts it
 * @param size in bytes
 * @param device major and minor number, {@code 0:0} for a whiteout; empty for what is no device
 * @param target where a symbolic link points; empty for what is none
 * @param text the first 64 KiB of a regular file, decoded as UTF-8; empty for anything else
 * @param attributes its extended attributes, decoded as UTF-8
 */
public record FileFact(
        String type,
        int mode,
        int userId,
        int groupId,
        long size,
        String device,
        String target,
        String text,
        Map<String, String> attributes) {
    public FileFact {
        attributes = Map.copyOf(attributes);
    }
}
