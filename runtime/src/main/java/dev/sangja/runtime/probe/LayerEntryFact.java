package dev.sangja.runtime.probe;

/**
 * One entry of a layer's archive.
 *
 * @param name its name there, relative; a deletion is {@code dir/.wh.name}, an opaque directory
 *     {@code dir/.wh..wh..opq}
 * @param file what it says of the file; extended attributes are not told
 */
public record LayerEntryFact(String name, FileFact file) {}
