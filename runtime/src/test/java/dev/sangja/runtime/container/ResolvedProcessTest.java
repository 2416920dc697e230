package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolvedProcessTest {
    private static ResolvedProcess resolve(ContainerSpec spec) {
        return ResolvedProcess.of(spec, Samples.SHOP.defaults());
    }

    private static ContainerSpec spec(Optional<List<String>> entrypoint, List<String> command, String... environment) {
        return ContainerSpec.of("lab/shop:1.0").with(Samples.process(entrypoint, command, List.of(environment)));
    }

    @Test
    void takesEverythingFromTheImageIfNothingWasAsked() {
        ResolvedProcess process = resolve(ContainerSpec.of("lab/shop:1.0"));

        assertThat(process.words()).containsExactly("/entry", "serve", "--all");
        assertThat(process.environment()).containsExactly("PATH=/bin", "COLOR=blue");
        assertThat(process.workingDirectory()).isEqualTo("/app");
        assertThat(process.user()).isEqualTo("1000");
        assertThat(process.labels()).isEqualTo(Map.of("maker", "sangja"));
        assertThat(process.exposed()).containsExactly(new PortSpec.Port(8080, "tcp"));
        assertThat(process.stopSignal()).isEqualTo(Signal.QUIT);
    }

    @Test
    void keepsTheImagesEntrypointInFrontOfAnotherCommand() {
        assertThat(resolve(spec(Optional.empty(), List.of("ls", "-l"))).words()).containsExactly("/entry", "ls", "-l");
    }

    @Test
    void takesTheImagesCommandAwayWithItsEntrypoint() {
        assertThat(resolve(spec(Optional.of(List.of("/bin/sh")), List.of())).words())
                .containsExactly("/bin/sh");
    }

    @Test
    void clearsTheEntrypointWithAnEmptyOne() {
        assertThat(resolve(spec(Optional.of(List.of("")), List.of("ls"))).words())
                .containsExactly("ls");
    }

    @Test
    void putsWhatWasAskedBeforeTheImagesEnvironmentAndInPlaceOfIt() {
        assertThat(resolve(spec(Optional.empty(), List.of(), "A=1", "COLOR=green"))
                        .environment())
                .containsExactly("A=1", "COLOR=green", "PATH=/bin");
    }

    @Test
    void givesTheProcessAPathAHostNameAndATerminalUnderWhatWasAsked() {
        ResolvedProcess process = resolve(spec(Optional.empty(), List.of(), "A=1", "TERM=dumb"));

        assertThat(process.environmentFor("box", true, List.of("A=2")))
                .containsExactly("PATH=/bin", "HOSTNAME=box", "TERM=dumb", "A=2", "COLOR=blue");
    }

    @Test
    void takesAVariableAwayWhoseBareNameWasGiven() {
        ResolvedProcess process = resolve(spec(Optional.empty(), List.of(), "COLOR"));

        assertThat(process.environmentFor("box", false, List.of("HOSTNAME"))).containsExactly("PATH=/bin");
    }

    @Test
    void startsInTheRootDirectoryAndEndsBySigtermIfNobodySaysOtherwise() {
        ResolvedProcess process = ResolvedProcess.of(ContainerSpec.of("x", "ls"), ImageDefaults.NONE);

        assertThat(process.workingDirectory()).isEqualTo("/");
        assertThat(process.stopSignal()).isEqualTo(Signal.TERM);
        assertThat(process.environmentFor("box", false, List.of()))
                .containsExactly("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOSTNAME=box");
    }
}
