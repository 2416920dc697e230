package dev.sangja.runtime.image;

/**
 * A program that the host does not have.
 *
 * @param tool its command name
 * @param debianPackage the Debian package that has it
 * @param essential whether lessons cannot be done without it; otherwise something else stands in for it
 */
public record MissingTool(String tool, String debianPackage, boolean essential) {}
