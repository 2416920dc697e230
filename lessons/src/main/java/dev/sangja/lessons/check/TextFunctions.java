package dev.sangja.lessons.check;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions about the learner's answers and about text. */
final class TextFunctions {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "answer",
            new Function(List.of(Slot.ANSWER), Type.of(Kind.TEXT), TextFunctions::answer),
            "words",
            new Function(
                    List.of(Slot.TEXT),
                    Type.listOf(Kind.TEXT),
                    (scope, arguments) -> words(ProcessFunctions.text(arguments, 0))),
            "sequence",
            new Function(
                    List.of(Slot.TEXT),
                    Type.listOf(Kind.TEXT),
                    (scope, arguments) -> Value.Items.ofTexts(
                            List.of(ProcessFunctions.text(arguments, 0).strip().split("[,\\s]+")))),
            "number",
            new Function(
                    List.of(Slot.TEXT),
                    Type.of(Kind.NUMBER),
                    (scope, arguments) -> number(ProcessFunctions.text(arguments, 0))),
            "extract",
            new Function(List.of(Slot.TEXT, Slot.PATTERN), Type.of(Kind.TEXT), TextFunctions::extract),
            "before",
            new Function(List.of(Slot.LIST, Slot.TEXT, Slot.TEXT), Type.of(Kind.TRUTH), TextFunctions::before));

    private static final Pattern FIGURE = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,9})?");

    private TextFunctions() {}

    private static Value answer(Scope scope, List<Value> arguments) {
        String given = scope.evidence().answers().get(ProcessFunctions.text(arguments, 0));
        return given == null || given.isBlank() ? new Value.Absent() : new Value.Text(given.strip());
    }

    /** The words of a text in lower case, each once, sorted. */
    private static Value words(String text) {
        return Value.Items.ofTexts(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_./:-]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted()
                .toList());
    }

    private static Value number(String text) {
        String figure = text.strip();
        return FIGURE.matcher(figure).matches() ? new Value.Amount(new BigDecimal(figure)) : new Value.Absent();
    }

    /** The first group of the first match. */
    private static Value extract(Scope scope, List<Value> arguments) {
        Matcher match = Pattern.compile(ProcessFunctions.text(arguments, 1), Pattern.MULTILINE)
                .matcher(ProcessFunctions.text(arguments, 0));
        return match.find() && match.groupCount() > 0 ? new Value.Text(match.group(1)) : new Value.Absent();
    }

    /** Whether both are in the list, the one before the other. */
    private static Value before(Scope scope, List<Value> arguments) {
        List<Value> list = arguments.get(0) instanceof Value.Items items ? items.values() : List.of();
        int first = list.indexOf(arguments.get(1));
        int second = list.indexOf(arguments.get(2));
        return new Value.Truth(first >= 0 && first < second);
    }
}
