package dev.sangja.runtime.docker.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes one template once. See text/template/exec.go. */
final class Executor {
    private static final int MOST_STEPS = 200_000;
    static final int LONGEST_OUTPUT = 1 << 18;
    private static final int CHARACTERS_PER_STEP = 64;

    private final GoValue root;
    private final StringBuilder out = new StringBuilder();
    private final Variables variables;
    private int steps;

    /** How a list of nodes was left. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Executor(GoValue root) {
        this.root = root;
        this.variables = new Variables(root);
    }

    String run(List<Node> nodes) {
        walk(nodes, root);
        return out.toString();
    }

    private Flow walk(List<Node> nodes, GoValue dot) {
        for (Node node : nodes) {
            step();
            Flow flow = walk(node, dot);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow walk(Node node, GoValue dot) {
        if (node instanceof Node.Literal literal) {
            print(literal.text());
        } else if (node instanceof Node.Print print) {
            GoValue value = value(print.pipeline(), dot);
            if (print.pipeline().variables().isEmpty()) {
                print(GoFormat.display(value));
            }
        } else if (node instanceof Node.Choice choice) {
            return choose(choice, dot);
        } else if (node instanceof Node.Loop loop) {
            return loop(loop, dot);
        } else if (node instanceof Node.Break) {
            return Flow.BREAK;
        } else if (node instanceof Node.Continue) {
            return Flow.CONTINUE;
        }
        return Flow.ON;
    }

    private Flow choose(Node.Choice choice, GoValue dot) {
        int scope = variables.enter();
        GoValue value = value(choice.condition(), dot);
        Flow flow = value.truth() ? walk(choice.then(), choice.setsDot() ? value : dot) : walk(choice.otherwise(), dot);
        variables.leave(scope);
        return flow;
    }

    private Flow loop(Node.Loop loop, GoValue dot) {
        int scope = variables.enter();
        Node.Pipeline over = loop.over();
        GoValue value = commands(over, dot);
        if (value instanceof GoValue.Sequence sequence) {
            long index = 0;
            for (GoValue element : sequence.values()) {
                if (!round(loop, GoValue.of(index++), element)) {
                    break;
                }
            }
        } else if (value instanceof GoValue.Mapping mapping) {
            for (var entry : mapping.values().entrySet()) {
                if (!round(loop, GoValue.of(entry.getKey()), entry.getValue())) {
                    break;
                }
            }
        } else if (value instanceof GoValue.Int count) {
            long index = 0;
            while (index < count.value() && round(loop, GoValue.of(index), GoValue.of(index))) {
                index++;
            }
        } else if (!(value instanceof GoValue.Nil) && !(value instanceof GoValue.Missing)) {
            throw problem(over.position(), over.source(), "range can't iterate over " + GoFormat.display(value));
        }
        Flow flow = value.truth() ? Flow.ON : walk(loop.otherwise(), dot);
        variables.leave(scope);
        return flow;
    }

    /** One round of a loop; false if it was left. */
    private boolean round(Node.Loop loop, GoValue index, GoValue element) {
        int scope = variables.enter();
        List<String> names = loop.over().variables();
        step();
        if (names.size() == 2) {
            variables.bind(loop.over(), names.get(0), index);
            variables.bind(loop.over(), names.get(1), element);
        } else if (names.size() == 1) {
            variables.bind(loop.over(), names.get(0), element);
        }
        Flow flow = walk(loop.body(), element);
        variables.leave(scope);
        return flow != Flow.BREAK;
    }

    private GoValue value(Node.Pipeline pipeline, GoValue dot) {
        GoValue value = commands(pipeline, dot);
        pipeline.variables().forEach(name -> variables.bind(pipeline, name, value));
        return value;
    }

    private GoValue commands(Node.Pipeline pipeline, GoValue dot) {
        Optional<GoValue> last = Optional.empty();
        for (Node.Command command : pipeline.commands()) {
            last = Optional.of(value(command, dot, last));
        }
        return last.orElseThrow();
    }

    private GoValue value(Node.Command command, GoValue dot, Optional<GoValue> last) {
        step();
        Node.Operand first = command.operands().get(0);
        List<Node.Operand> rest =
                command.operands().subList(1, command.operands().size());
        if (first instanceof Node.Identifier function) {
            return call(function, command, rest, dot, last);
        }
        if (first instanceof Node.Chain chain) {
            GoValue value = fields(chain, dot);
            if (value instanceof GoValue.Method method) {
                return invoke(method, command, arguments(rest, dot, last));
            }
            if (!rest.isEmpty() || last.isPresent()) {
                String name = chain.fields().isEmpty()
                        ? "."
                        : chain.fields().get(chain.fields().size() - 1);
                throw problem(
                        chain.position(), chain.source(), name + " has arguments but cannot be invoked as function");
            }
            return value;
        }
        if (!rest.isEmpty() || last.isPresent()) {
            throw problem(first.position(), first.source(), "can't give argument to non-function " + first.source());
        }
        return value(first, dot);
    }

    private GoValue invoke(GoValue.Method method, Node.Command command, List<GoValue> arguments) {
        if (arguments.size() == 1 && arguments.get(0) instanceof GoValue.Text text) {
            return method.body().apply(text.value());
        }
        throw problem(command.position(), command.source(), "wrong number of args: want 1 got " + arguments.size());
    }

    private GoValue call(
            Node.Identifier function,
            Node.Command command,
            List<Node.Operand> operands,
            GoValue dot,
            Optional<GoValue> last) {
        String name = function.name();
        try {
            if (name.equals("and") || name.equals("or")) {
                return shortCircuit(name, operands, dot, last);
            }
            List<GoValue> arguments = arguments(operands, dot, last);
            arguments.forEach(this::charge);
            GoValue value = Functions.call(name, arguments);
            charge(value);
            return value;
        } catch (FunctionProblem problem) {
            throw problem(command.position(), command.source(), problem.reason());
        }
    }

    /** The first operand that decides, without looking at those behind it. */
    private GoValue shortCircuit(String name, List<Node.Operand> operands, GoValue dot, Optional<GoValue> last) {
        Optional<GoValue> value = Optional.empty();
        for (Node.Operand operand : operands) {
            value = Optional.of(value(operand, dot));
            if (value.get().truth() == name.equals("or")) {
                return value.get();
            }
        }
        // What was piped in is the last operand.
        return last.isPresent() ? last.get() : decided(name, value);
    }

    private static GoValue decided(String name, Optional<GoValue> value) {
        return value.orElseThrow(
                () -> new FunctionProblem("wrong number of args for " + name + ": want at least 1 got 0"));
    }

    private List<GoValue> arguments(List<Node.Operand> operands, GoValue dot, Optional<GoValue> last) {
        List<GoValue> values = new ArrayList<>();
        operands.forEach(operand -> values.add(value(operand, dot)));
        last.ifPresent(values::add);
        return values;
    }

    private GoValue value(Node.Operand operand, GoValue dot) {
        step();
        if (operand instanceof Node.Constant constant) {
            return constant.value();
        }
        if (operand instanceof Node.Variable variable) {
            return variables.get(variable.name());
        }
        if (operand instanceof Node.Nested nested) {
            return value(nested.pipeline(), dot);
        }
        if (operand instanceof Node.Identifier function) {
            Node.Command alone = new Node.Command(List.of(function), function.name(), function.position());
            return call(function, alone, List.of(), dot, Optional.empty());
        }
        return fields((Node.Chain) operand, dot);
    }

    private GoValue fields(Node.Chain chain, GoValue dot) {
        GoValue value = chain.base().isPresent() ? value(chain.base().get(), dot) : dot;
        for (String name : chain.fields()) {
            value = field(value, name, chain);
        }
        return value;
    }

    private GoValue field(GoValue value, String name, Node.Chain chain) {
        step();
        if (value instanceof GoValue.Struct struct) {
            return struct.get(name)
                    .orElseThrow(() -> problem(
                            chain.position(),
                            chain.source(),
                            struct.type().isEmpty()
                                    ? "map has no entry for key \"" + name + "\""
                                    : "can't evaluate field " + name + " in type " + struct.type()));
        }
        if (value instanceof GoValue.Mapping mapping) {
            return Optional.ofNullable(mapping.values().get(name)).orElseGet(GoValue.Missing::new);
        }
        boolean nil = value instanceof GoValue.Nil || value instanceof GoValue.Missing;
        throw problem(
                chain.position(),
                chain.source(),
                nil
                        ? "nil pointer evaluating interface {}." + name
                        : "can't evaluate field " + name + " in type " + GoFormat.type(value));
    }

    private void print(String text) {
        if (out.length() + text.length() > LONGEST_OUTPUT) {
            throw TemplateException.bound("output is longer than " + LONGEST_OUTPUT + " characters");
        }
        out.append(text);
    }

    /** A long text counts for many steps, so that work is bounded and not only the number of its pieces. */
    private void charge(GoValue value) {
        if (value instanceof GoValue.Text text) {
            steps += text.value().length() / CHARACTERS_PER_STEP;
        } else if (value instanceof GoValue.Sequence sequence) {
            steps += sequence.values().size();
        }
    }

    private void step() {
        if (++steps > MOST_STEPS) {
            throw TemplateException.bound("takes more than " + MOST_STEPS + " steps");
        }
    }

    private static TemplateException problem(int position, String source, String message) {
        return TemplateException.executing("1:" + position, source, message);
    }
}
