package dev.sangja.runtime.docker.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected here was printed by the docker command 28.2.2, asked about such a container. */
@Timeout(20)
class GoTemplateTest {
    private static final GoValue BOX = GoValue.struct()
            .add("ID", "Id", GoValue.of("3b1f"))
            .add("Name", "/box")
            .add(
                    "State",
                    GoValue.struct()
                            .add("Status", "running")
                            .add("Running", true)
                            .add("Paused", false)
                            .add("Pid", 4242)
                            .add("ExitCode", 0)
                            .add("Health", GoValue.NIL)
                            .build())
            .add(
                    "Config",
                    GoValue.struct()
                            .add("Env", GoValue.texts(List.of("PATH=/bin", "A=<b>")))
                            .add("Cmd", GoValue.texts(List.of("sleep", "infinity")))
                            .add("Labels", GoValue.textMap(Map.of("z", "1", "a", "2")))
                            .add("Entrypoint", GoValue.textsOrAbsent(List.of()))
                            .build())
            .add(
                    "NetworkSettings",
                    GoValue.struct()
                            .add(
                                    "Ports",
                                    GoValue.map(Map.of(
                                            "80/tcp",
                                            GoValue.list(List.of(GoValue.struct()
                                                    .add("HostIp", "0.0.0.0")
                                                    .add("HostPort", "8080")
                                                    .build())))))
                            .add(
                                    "Networks",
                                    GoValue.map(Map.of(
                                            "bridge",
                                            GoValue.struct()
                                                    .add("IPAddress", "172.17.0.2")
                                                    .build())))
                            .build())
            .add("Volumes", GoValue.Mapping.ABSENT)
            .build();

    private static final GoValue ROW = GoValue.struct()
            .add("Names", "box")
            .add("ID", "3b1f")
            .add("Ports", "0.0.0.0:8080->80/tcp")
            .add("Label", new GoValue.Method(name -> GoValue.of(name.equals("a") ? "b" : "")))
            .buildRow("*formatter.ContainerContext");

    private static String run(String template) {
        return GoTemplate.parse(template).execute(BOX);
    }

    static List<Arguments> printed() {
        return List.of(
                Arguments.of("{{.State.Pid}}", "4242"),
                Arguments.of("{{.Id}} {{.ID}}", "3b1f 3b1f"),
                Arguments.of("a{{.Name}}b", "a/boxb"),
                Arguments.of("{{.State}}", "{running true false 4242 0 <nil>}"),
                Arguments.of("{{.Config.Env}} {{index .Config.Env 1}}", "[PATH=/bin A=<b>] A=<b>"),
                Arguments.of(
                        "{{json .Config.Env}}{{json .Config.Labels}}",
                        "[\"PATH=/bin\",\"A=<b>\"]{\"a\":\"2\",\"z\":\"1\"}"),
                Arguments.of(
                        "{{.Config.Labels}} {{.Config.Labels.a}} {{index .Config.Labels \"z\"}} {{.Config.Labels.q}}|{{index .Config.Labels \"q\"}}|",
                        "map[a:2 z:1] 2 1 <no value>||"),
                Arguments.of(
                        "{{range $k,$v := .NetworkSettings.Networks}}{{$k}}={{$v.IPAddress}}{{end}}",
                        "bridge=172.17.0.2"),
                Arguments.of("{{range .Config.Env}}{{println .}}{{else}}none{{end}}", "PATH=/bin\nA=<b>\n"),
                Arguments.of("{{range .Config.Entrypoint}}{{.}}{{else}}none{{end}}", "none"),
                Arguments.of("{{range $i, $e := .Config.Cmd}}{{$i}}{{$e}} {{end}}", "0sleep 1infinity "),
                Arguments.of("{{if .State.Running}}yes{{else}}no{{end}}", "yes"),
                Arguments.of("{{if eq .State.ExitCode 0}}zero{{end}}", "zero"),
                Arguments.of("{{if and .State.Running (not .State.Paused)}}ok{{end}}", "ok"),
                Arguments.of("{{if .State.Paused}}a{{else if .State.Running}}b{{else}}c{{end}}", "b"),
                Arguments.of("{{len .Config.Env}}", "2"),
                Arguments.of(
                        "{{printf \"%s %d %v %5d|%-5s|%q\" .Name .State.Pid .State.Running 3 \"ab\" \"x\"}}",
                        "/box 4242 true     3|ab   |\"x\""),
                Arguments.of("{{.State.Health}} {{.Volumes}} {{.Config.Entrypoint}}", "<nil> map[] []"),
                Arguments.of(
                        "{{join .Config.Env \",\"}} {{upper \"a\"}} {{lower \"A\"}} {{title \"ab c\"}} {{pad \"a\" 2 3}}| {{truncate \"abcdef\" 3}}",
                        "PATH=/bin,A=<b> A a Ab C   a   | abc"),
                Arguments.of("{{(index (index .NetworkSettings.Ports \"80/tcp\") 0).HostPort}}", "8080"),
                Arguments.of(
                        "{{json .State}}",
                        "{\"Status\":\"running\",\"Running\":true,\"Paused\":false,\"Pid\":4242,\"ExitCode\":0,\"Health\":null}"),
                Arguments.of("{{json .Volumes}}{{json .Config.Entrypoint}}", "nullnull"),
                Arguments.of("{{with .State}}{{.Pid}}{{end}} {{\"\\n\"}}{{/* c */}}{{- \" x\" -}}   y", "4242 \n xy"),
                Arguments.of("a {{- /* c */ -}} b", "ab"),
                Arguments.of("a  {{- .Name -}}  b", "a/boxb"),
                Arguments.of(
                        "{{lt 1 2}} {{gt .State.Pid 5}} {{ne \"a\" \"b\"}} {{le 1 1}} {{ge 2 3}} {{or \"\" \"b\"}} {{and 1 0}}",
                        "true true true true false b 0"),
                Arguments.of("{{eq .Name \"a\" \"/box\"}}", "true"),
                Arguments.of(
                        "{{.Name | printf \"%s!\" | upper}} {{split \"a,b\" \",\"}} {{slice \"abc\" 1 2}} {{html \"<a>\"}} {{js \"a\"}} {{urlquery \"a b\"}} {{print 1 2 \"a\" \"b\" 3}}",
                        "/BOX! [a b] b &lt;a&gt; a a+b 1 2ab3"),
                Arguments.of("{{$x := .Name}}{{$x}}{{$x = \"y\"}}{{$x}}", "/boxy"),
                Arguments.of("{{range .Config.Cmd}}{{$.Name}}{{end}}", "/box/box"),
                Arguments.of("{{range 3}}{{.}}{{end}}", "012"),
                Arguments.of("{{range .Config.Cmd}}{{if eq . \"sleep\"}}{{continue}}{{end}}{{.}}{{end}}", "infinity"),
                Arguments.of("{{range .Config.Cmd}}{{.}}{{break}}{{end}}", "sleep"),
                Arguments.of(
                        "{{`raw \\n`}} {{'a'}} {{0x10}} {{1.5}} {{true}} {{\"한글 \\u00e9\"}}",
                        "raw \\n 97 16 1.5 true 한글 é"),
                Arguments.of(
                        "{{printf \"%d\" .Name}} {{printf \"%s\" .State.Pid}} {{printf \"%d\"}} {{printf \"a\" 1}}",
                        "%!d(string=/box) %!s(int=4242) %!d(MISSING) a%!(EXTRA int=1)"),
                Arguments.of(
                        "{{printf \"%05d|%x|%T|%%|%t|%.2s\" -42 255 .Name true \"abc\"}}", "-0042|ff|string|%|true|ab"),
                Arguments.of("{{printf \"%s\" .Config.Cmd}}", "[sleep infinity]"),
                Arguments.of("table", "table"));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void printsWhatDockerPrints(String template, String output) {
        assertThat(run(template)).isEqualTo(output);
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of("{{.State", "template: :1: unclosed action"),
                Arguments.of("{{nosuch .}}", "template: :1: function \"nosuch\" not defined"),
                Arguments.of("{{if}}", "template: :1: missing value for if"),
                Arguments.of("{{}}", "template: :1: missing value for command"),
                Arguments.of("{{end}}", "template: :1: unexpected {{end}}"),
                Arguments.of("{{else}}", "template: :1: unexpected {{else}}"),
                Arguments.of("{{if .ID}}x", "template: :1: unexpected EOF"),
                Arguments.of("{{$x := .Name}}{{$y}}", "template: :1: undefined variable \"$y\""),
                Arguments.of("{{if .ID}}{{$x := 1}}{{end}}{{$x}}", "template: :1: undefined variable \"$x\""),
                Arguments.of("{{\"a}}", "template: :1: unterminated quoted string"),
                Arguments.of("{{(.Name}}", "template: :1: unclosed left paren"),
                Arguments.of("{{.Name)}}", "template: :1: unexpected right paren"),
                Arguments.of("\n{{break}}", "template: :2: {{break}} outside {{range}}"),
                Arguments.of("{{.Name | }}", "template: :1: missing value for command"),
                Arguments.of("{{#}}", "template: :1: unexpected bad character U+0023 '#' in command"),
                Arguments.of("{{/* a }}", "template: :1: unclosed comment"),
                Arguments.of("{{define \"x\"}}{{end}}", "template: :1: {{define}} is not in this teaching runtime"),
                Arguments.of("{{.Foo}}", "template: :1:2: executing \"\" at <.Foo>: map has no entry for key \"Foo\""),
                Arguments.of(
                        "{{.State.Foo}}",
                        "template: :1:8: executing \"\" at <.State.Foo>: map has no entry for key \"Foo\""),
                Arguments.of(
                        "{{.Name.Foo}}",
                        "template: :1:7: executing \"\" at <.Name.Foo>: can't evaluate field Foo in type string"),
                Arguments.of(
                        "{{index .Config.Env 5}}",
                        "template: :1:2: executing \"\" at <index .Config.Env 5>: error calling index: index out of range: 5"),
                Arguments.of(
                        "{{index .Config.Env \"a\"}}",
                        "template: :1:2: executing \"\" at <index .Config.Env \"a\">: error calling index: cannot index slice/array with type string"),
                Arguments.of(
                        "{{range .Name}}x{{end}}",
                        "template: :1:8: executing \"\" at <.Name>: range can't iterate over /box"),
                Arguments.of(
                        "{{eq .Name 1}}",
                        "template: :1:2: executing \"\" at <eq .Name 1>: error calling eq: incompatible types for comparison"),
                Arguments.of(
                        "{{len .State.Running}}",
                        "template: :1:2: executing \"\" at <len .State.Running>: error calling len: len of type bool"),
                Arguments.of(
                        "{{upper .State.Pid}}",
                        "template: :1:2: executing \"\" at <upper .State.Pid>: error calling upper: expected string; found 4242"),
                Arguments.of(
                        "{{not}}",
                        "template: :1:2: executing \"\" at <not>: wrong number of args for not: want 1 got 0"),
                Arguments.of(
                        "{{.Name 1}}",
                        "template: :1:2: executing \"\" at <.Name>: Name has arguments but cannot be invoked as function"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesInGosWords(String template, String message) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> run(template))
                .withMessage(message);
    }

    @Test
    void tellsAProblemOfParsingFromOneOfExecution() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> GoTemplate.parse("{{"))
                .matches(TemplateException::whileParsing);
        GoTemplate sound = GoTemplate.parse("{{.Foo}}");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> sound.execute(BOX))
                .matches(problem -> !problem.whileParsing());
    }

    @Test
    void showsARowAsDockersFormatterDoes() {
        assertThat(GoTemplate.parse("{{json .}}").execute(ROW))
                .isEqualTo("{\"ID\":\"3b1f\",\"Names\":\"box\",\"Ports\":\"0.0.0.0:8080-\\u003e80/tcp\"}");
        assertThat(GoTemplate.parse("{{.Label \"a\"}}{{.Label \"c\"}}").execute(ROW))
                .isEqualTo("b");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> GoTemplate.parse("{{.Foo}}").execute(ROW))
                .withMessage(
                        "template: :1:2: executing \"\" at <.Foo>: can't evaluate field Foo in type *formatter.ContainerContext");
    }

    @Test
    void indentsJsonByFourSpacesAndKeepsEmptyOnesOnOneLine() {
        GoValue value = GoValue.struct()
                .add("A", GoValue.list(List.of()))
                .add("B", GoValue.texts(List.of("x")))
                .add("C", GoValue.textMap(Map.of()))
                .add("D", "한\u0001\"\\\n<")
                .build();

        assertThat(GoTemplate.prettyJson(GoValue.list(List.of(value)))).isEqualTo("""
                        [
                            {
                                "A": [],
                                "B": [
                                    "x"
                                ],
                                "C": {},
                                "D": "한\\u0001\\"\\\\\\n<"
                            }
                        ]""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{range 999999999}}x{{end}}",
                "{{range 99999}}{{range 99999}}{{end}}{{end}}",
                "{{$x := \"aa\"}}{{range 99}}{{$x = printf \"%s%s\" $x $x}}{{end}}",
                "{{$x := \"aaaaaaaaaaaaaaaaaaaaaaaa\"}}{{range 9}}{{$x = join (split $x \"\") $x}}{{end}}",
                "{{printf \"%999999999999d\" 1 | printf \"%s%999d\" 1 1}}{{range 9999}}{{printf \"%999d\" 1}}{{end}}",
                "{{$x := pad \"a\" 9999 9999}}{{range 9999}}{{$x}}{{end}}",
                "{{$x := pad \"a\" 9999 9999}}{{range 99999}}{{if eq $x (upper $x)}}{{end}}{{end}}",
            })
    void boundsWhatATemplateTakes(String template) {
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> run(template));
    }

    @Test
    void boundsHowDeepATemplateIs() {
        String deep = "{{if 1}}".repeat(5000) + "{{end}}".repeat(5000);
        String nested = "{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}";

        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> GoTemplate.parse(deep));
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> GoTemplate.parse(nested));
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> GoTemplate.parse("x".repeat(70_000)));
    }
}
