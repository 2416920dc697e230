package dev.sangja.runtime.machine;

import java.nio.file.Path;

/**
 * What machines are made of on this computer.
 *
 * @param javaHome the Java runtime that engines run on
 * @param applicationDirectory the directory with the product's jars
 * @param mainJar the name of the jar whose class path names all others
 * @param busybox a static busybox
 * @param store the image and layer store
 * @param data where machines keep their files and what is built once is kept
 */
public record Host(Path javaHome, Path applicationDirectory, String mainJar, Path busybox, Path store, Path data) {}
