package dev.sangja.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Doctor;
import dev.sangja.server.doctor.Finding;
import dev.sangja.server.doctor.Finding.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code doctor}: what this computer can do, feature by feature; exit code 1 if no machine can be started on it. */
final class DoctorCommand implements Command {
    private final Map<String, String> environment;

    DoctorCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> words, Console console) throws Exception {
        Arguments arguments = Arguments.parse(words, Set.of(), Set.of("--json"));
        arguments.noOperands();
        List<Finding> findings = new Doctor(Settings.standardData(environment)).examine();
        if (arguments.has("--json")) {
            console.out().println(document(findings));
        } else {
            findings.forEach(finding -> print(finding, console));
        }
        return findings.stream().anyMatch(finding -> finding.status() == Status.MISSING) ? 1 : 0;
    }

    private static void print(Finding finding, Console console) {
        Language language = console.language();
        String word = switch (finding.status()) {
            case OK -> console.choose("있음  ", "ok      ");
            case DEGRADED -> console.choose("덜함  ", "degraded");
            case MISSING -> console.choose("없음  ", "missing ");
        };
        console.out().println(word + "  " + finding.feature().title(language) + ": " + finding.detail());
        if (finding.status() != Status.OK) {
            console.out().println("          " + finding.degrades(language));
            console.out().println("          " + finding.feature().fix(language));
        }
    }

    private static String document(List<Finding> findings) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ArrayNode list = json.createArrayNode();
        for (Finding finding : findings) {
            ObjectNode node = list.addObject()
                    .put("feature", finding.feature().code())
                    .put("status", finding.status().code())
                    .put("detail", finding.detail());
            ObjectNode title = node.putObject("title");
            ObjectNode degrades = node.putObject("degrades");
            ObjectNode fix = node.putObject("fix");
            for (Language language : Language.values()) {
                title.put(language.tag(), finding.feature().title(language));
                degrades.put(language.tag(), finding.degrades(language));
                fix.put(language.tag(), finding.feature().fix(language));
            }
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(list);
    }
}
