package dev.sangja.server.bench;

/**
 * What a figure is of.
 *
 * @param bench the name of its bench
 * @param name what it is called in files
 * @param unit what it is counted in
 * @param korean what it is, for people
 * @param english the same in English
 */
record Metric(String bench, String name, String unit, String korean, String english) {}
