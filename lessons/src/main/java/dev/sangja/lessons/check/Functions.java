package dev.sangja.lessons.check;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Every function of the condition language by name. docs/lesson-format.md lists them for writers. */
final class Functions {
    static final Map<String, Function> ALL = all();

    private Functions() {}

    private static Map<String, Function> all() {
        Map<String, Function> functions = new TreeMap<>();
        functions.putAll(ProcessFunctions.FUNCTIONS);
        functions.putAll(FileFunctions.FUNCTIONS);
        functions.putAll(NetworkFunctions.FUNCTIONS);
        functions.putAll(TextFunctions.FUNCTIONS);
        return Collections.unmodifiableMap(functions);
    }
}
