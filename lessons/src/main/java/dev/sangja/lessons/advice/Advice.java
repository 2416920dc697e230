package dev.sangja.lessons.advice;

/**
 * What something means, and what to do about it.
 *
 * @param meaning one or two sentences of fact
 * @param remedy what to look at or to do next; empty where there is nothing to do
 */
public record Advice(String meaning, String remedy) {}
