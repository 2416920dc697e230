package dev.sangja.runtime.dockerfile;

/** A name and its value. */
public record Assignment(String name, String value) {
    @Override
    public String toString() {
        return name + "=" + value;
    }
}
