package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.docker.template.GoTemplate;
import dev.sangja.runtime.docker.template.GoValue;
import java.util.List;
import java.util.Map;

/**
 * A list of rows that {@code --format} can change.
 *
 * @param table the template of its table
 * @param quiet the template of {@code --quiet}
 * @param headers what stands above each field
 */
public record Listing(String table, String quiet, Map<String, String> headers) {
    private static final String TABLE = "table";
    private static final int LEAST_WIDTH = 10;

    public Listing {
        headers = Map.copyOf(headers);
    }

    /**
     * The list as text.
     *
     * @param format what was asked for: nothing, {@code table}, {@code table} and a template, {@code json}, or a
     *     template
     * @throws dev.sangja.runtime.docker.template.TemplateException for a template that does not work
     */
    public String render(String format, boolean onlyIds, List<GoValue.Struct> rows) {
        boolean plain = format.isEmpty() || format.equals(TABLE);
        if (onlyIds && plain) {
            return lines(GoTemplate.parse(quiet), rows);
        }
        if (plain) {
            return table(table, rows);
        }
        if (format.startsWith(TABLE)) {
            return table(format.substring(TABLE.length()).strip(), rows);
        }
        return lines(GoTemplate.parse(format.equals("json") ? "{{json .}}" : unescape(format)), rows);
    }

    private String table(String template, List<GoValue.Struct> rows) {
        GoTemplate parsed = GoTemplate.parse(unescape(template));
        GoValue.StructBuilder names = GoValue.struct();
        headers.forEach(names::add);
        names.add("Label", new GoValue.Method(GoValue::of));
        String body = lines(parsed, rows);
        return Columns.align(lines(parsed, List.of(names.build())) + body, LEAST_WIDTH);
    }

    private static String lines(GoTemplate template, List<GoValue.Struct> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(template.execute(row)).append('\n'));
        return text.toString();
    }

    /** A shell hands over a backslash and a letter where a learner means a tab. */
    private static String unescape(String template) {
        return template.replace("\\t", "\t").replace("\\n", "\n");
    }
}
