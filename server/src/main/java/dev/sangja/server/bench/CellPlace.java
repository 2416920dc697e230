package dev.sangja.server.bench;

/**
 * A cell that takes shell code.
 *
 * @param lesson the slug of its lesson
 * @param step the id of its step
 * @param cell its own id
 */
public record CellPlace(String lesson, String step, String cell) {}
