package dev.sangja.runtime.docker.template;

import java.util.ArrayList;
import java.util.List;

/** The variables that can be seen from where a template is being executed, the innermost last. */
final class Variables {
    private record Binding(String name, GoValue value) {}

    private final List<Binding> bindings = new ArrayList<>();

    Variables(GoValue root) {
        bindings.add(new Binding("$", root));
    }

    /** Begins a block; the value ends it again. */
    int enter() {
        return bindings.size();
    }

    void leave(int scope) {
        while (bindings.size() > scope) {
            bindings.remove(bindings.size() - 1);
        }
    }

    /** Declares the variable or gives it another value, as the pipeline says. */
    void bind(Node.Pipeline pipeline, String name, GoValue value) {
        Binding binding = new Binding(name, value);
        int place = place(name);
        if (pipeline.declares() || place < 0) {
            bindings.add(binding);
        } else {
            bindings.set(place, binding);
        }
    }

    GoValue get(String name) {
        int place = place(name);
        return place < 0 ? new GoValue.Missing() : bindings.get(place).value();
    }

    private int place(String name) {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            if (bindings.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
