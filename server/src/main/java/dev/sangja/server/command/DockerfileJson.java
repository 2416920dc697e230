package dev.sangja.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.Finding;
import dev.sangja.runtime.dockerfile.Heredoc;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.dockerfile.InstructionText;
import dev.sangja.runtime.dockerfile.PlainArguments;
import dev.sangja.runtime.dockerfile.Problem;
import dev.sangja.runtime.dockerfile.SourceSpan;
import dev.sangja.runtime.dockerfile.Stage;
import java.io.IOException;
import java.io.PrintStream;

/** A checked Dockerfile as JSON, for editors and other tools. */
final class DockerfileJson {
    private final JsonGenerator json;

    private DockerfileJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes one object and the end of a line. */
    static void write(Dockerfile.Reading reading, PrintStream out) throws IOException {
        // Streamed: an object mapper would take longer to load than all the rest of the command.
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            new DockerfileJson(json).reading(reading);
        }
        out.println();
    }

    private void reading(Dockerfile.Reading reading) throws IOException {
        Dockerfile file = reading.file();
        json.writeStartObject();
        json.writeStringField("file", file.name());
        json.writeObjectFieldStart("directives");
        if (file.directives().syntax().isPresent()) {
            json.writeStringField("syntax", file.directives().syntax().get());
        }
        json.writeStringField("escape", String.valueOf(file.directives().escape()));
        json.writeEndObject();
        json.writeArrayFieldStart("stages");
        for (Stage stage : file.stages()) {
            stage(stage);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("instructions");
        for (Instruction instruction : file.instructions()) {
            instruction(instruction);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("errors");
        for (Problem problem : reading.problems()) {
            problem(problem);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
        for (Finding finding : reading.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void stage(Stage stage) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", stage.index());
        json.writeStringField("name", stage.from().stage().orElse(""));
        json.writeStringField("image", stage.from().image());
        json.writeNumberField("line", stage.from().text().firstLine());
        json.writeEndObject();
    }

    private void instruction(Instruction instruction) throws IOException {
        InstructionText text = instruction.text();
        PlainArguments arguments = PlainArguments.of(instruction);
        json.writeStartObject();
        json.writeStringField("name", instruction.name());
        json.writeArrayFieldStart("flags");
        for (InstructionText.FlagText flag : text.flags()) {
            json.writeStartObject();
            json.writeStringField("name", flag.name());
            if (flag.given()) {
                json.writeStringField("value", flag.value());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("json", arguments.json());
        json.writeArrayFieldStart("arguments");
        for (String word : arguments.words()) {
            json.writeString(word);
        }
        json.writeEndArray();
        json.writeStringField("original", text.original());
        json.writeArrayFieldStart("heredocs");
        for (Heredoc heredoc : text.heredocs()) {
            heredoc(heredoc);
        }
        json.writeEndArray();
        json.writeNumberField("firstLine", text.firstLine());
        json.writeNumberField("lastLine", text.lastLine());
        json.writeEndObject();
    }

    private void heredoc(Heredoc heredoc) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", heredoc.name());
        json.writeNumberField("fileDescriptor", heredoc.descriptor());
        json.writeBooleanField("expand", heredoc.expand());
        json.writeBooleanField("chomp", heredoc.chomp());
        json.writeStringField("content", heredoc.text());
        json.writeNumberField("firstLine", heredoc.firstLine());
        json.writeNumberField("lastLine", heredoc.lastLine());
        json.writeEndObject();
    }

    private void problem(Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", problem.mistake().name());
        json.writeStringField("message", problem.english());
        json.writeStringField("messageKo", problem.korean());
        json.writeStringField("expected", problem.expectedEnglish());
        json.writeStringField("expectedKo", problem.expectedKorean());
        span(problem.span());
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.check().rule());
        json.writeStringField("message", finding.english());
        json.writeStringField("messageKo", finding.korean());
        span(finding.span());
        json.writeEndObject();
    }

    private void span(SourceSpan span) throws IOException {
        json.writeNumberField("line", span.line());
        json.writeNumberField("column", span.column());
        json.writeNumberField("endLine", span.endLine());
        json.writeNumberField("endColumn", span.endColumn());
    }
}
