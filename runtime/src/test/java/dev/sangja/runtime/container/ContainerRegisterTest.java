package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ContainerRegisterTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private ContainerRegister open() {
        return new ContainerRegister(directory, CLOCK, new Random(7));
    }

    private static ContainerSpec sleeping(String name) {
        return ContainerSpec.of("lab/base:1", "sleep", "infinity").named(name);
    }

    @Test
    void makesAContainerWithAnIdANameAndAFile() {
        ContainerRecord made = open().create(ContainerSpec.of("lab/base:1", "true"), Samples.BASE, 2);

        assertThat(made.id().value()).hasSize(64);
        assertThat(made.name()).matches("[a-z]+_[a-z]+");
        assertThat(made.imageId()).isEqualTo(Samples.BASE.id());
        assertThat(made.hostname()).isEqualTo(made.id().shortForm());
        assertThat(directory.resolve(made.id().value()).resolve("container.json"))
                .isRegularFile();
    }

    @Test
    void refusesANameThatIsTakenAndMakesNothing() {
        ContainerRegister register = open();
        ContainerRecord first = register.create(sleeping("box"), Samples.BASE, 2);

        assertThatExceptionOfType(ContainerProblem.NameInUse.class)
                .isThrownBy(() -> register.create(sleeping("box"), Samples.BASE, 2))
                .withMessage("Conflict. The container name \"/box\" is already in use by container \"" + first.id()
                        + "\". You have to remove (or rename) that container to be able to reuse that name.");
        assertThat(register.all()).containsExactly(first);
    }

    @Test
    void refusesAContainerWithNothingToRun() {
        assertThatExceptionOfType(ContainerProblem.InvalidParameter.class)
                .isThrownBy(() -> open().create(ContainerSpec.of("lab/base:1"), Samples.BASE, 2))
                .withMessage("no command specified");
    }

    @Test
    void findsEveryPartOfARecordAgainOnDisk() {
        ContainerSpec spec = new ContainerSpec(
                "lab/base:1",
                Optional.of("full"),
                new ProcessSpec(
                        Optional.of(List.of("sh", "-c")),
                        List.of("echo \"한글\""),
                        List.of("A=1"),
                        Optional.of("/tmp"),
                        Optional.of("1000:1000"),
                        true,
                        true,
                        Set.of(StandardStream.STDIN)),
                Optional.of("host"),
                Map.of("k", "v"),
                new NetworkMode.Named("shopnet"),
                new PortSpec(List.of(), List.of(), false),
                new SecuritySpec(List.of("CAP_NET_ADMIN"), List.of("ALL"), new SeccompChoice.Profile("{}"), true, true),
                List.of(
                        new MountSpec.Bind("/lab", "/data", true, true),
                        new MountSpec.Volume(Optional.empty(), "/v", false),
                        new MountSpec.Tmpfs("/t", "size=1m", false)),
                new LimitSpec(
                        OptionalLong.of(64 << 20),
                        OptionalLong.of(500_000_000),
                        OptionalLong.empty(),
                        Optional.of("0"),
                        OptionalLong.of(5)),
                new LifeSpec(
                        true,
                        false,
                        new RestartPolicy("on-failure", 3),
                        Signal.parse("RTMIN+3"),
                        Optional.of(Duration.ofSeconds(3)),
                        Optional.of(new HealthSpec(
                                List.of("CMD-SHELL", "true"),
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                2))));
        ContainerRegister register = open();
        ContainerRecord made = register.create(spec, Samples.BASE, 2);

        assertThat(new ContainerFiles(directory).readAll()).containsExactly(made);
        assertThat(open().get(made.id()).spec()).isEqualTo(spec);
    }

    @Test
    void findsWhatRanBeforeTheEngineDiedEndedWith255() {
        ContainerRegister before = open();
        ContainerRecord made = before.create(sleeping("box"), Samples.BASE, 2);
        before.apply(made.id(), new ContainerEvent.Started(Samples.NOON, 42, 1));

        ContainerState state = open().get(made.id()).state();

        assertThat(state.status()).isEqualTo(ContainerStatus.EXITED);
        assertThat(state.exitCode()).isEqualTo(255);
        assertThat(new ContainerFiles(directory).readAll().get(0).state()).isEqualTo(state);
    }

    @Test
    void leavesOutARecordThatWasCutShortAndCallsItsDirectoryALeftoverOnceTheRecordIsGone() throws IOException {
        ContainerRegister register = open();
        ContainerRecord whole = register.create(sleeping("whole"), Samples.BASE, 2);
        ContainerRecord broken = register.create(sleeping("broken"), Samples.BASE, 2);
        Files.writeString(directory.resolve(broken.id().value()).resolve("container.json"), "{\"id\":");
        Path half = Files.createDirectories(directory.resolve("c".repeat(64)).resolve("upper"))
                .getParent();

        ContainerRegister again = open();

        assertThat(again.all()).containsExactly(whole);
        assertThat(again.leftovers()).containsExactly(half);
    }

    @Test
    void neverShowsAPartOfARecordWhileItIsReplaced() throws IOException {
        ContainerRegister register = open();
        ContainerRecord made = register.create(sleeping("box"), Samples.BASE, 2);
        for (int round = 0; round < 50; round++) {
            register.apply(made.id(), new ContainerEvent.Started(Samples.NOON, round, 1));
            register.apply(made.id(), new ContainerEvent.Exited(Samples.NOON, round, false));
            try (Stream<Path> files = Files.list(register.directory(made.id()))) {
                assertThat(files.map(file -> file.getFileName().toString())).containsExactly("container.json");
            }
        }
        assertThat(new ContainerFiles(directory).readAll().get(0).state().exitCode())
                .isEqualTo(49);
    }

    @Test
    void givesANameFreeByRenamingAndRemoving() {
        ContainerRegister register = open();
        ContainerRecord made = register.create(sleeping("box"), Samples.BASE, 2);

        assertThat(register.rename(made.id(), "crate").name()).isEqualTo("crate");
        ContainerRecord second = register.create(sleeping("box"), Samples.BASE, 2);
        assertThatExceptionOfType(ContainerProblem.NameInUse.class)
                .isThrownBy(() -> register.rename(second.id(), "crate"));
        assertThatExceptionOfType(ContainerProblem.InvalidParameter.class)
                .isThrownBy(() -> register.rename(second.id(), "box"))
                .withMessage("Renaming a container with the same name as its current name");

        register.remove(made.id());
        assertThat(register.rename(second.id(), "crate").name()).isEqualTo("crate");
        assertThatExceptionOfType(ContainerProblem.NoSuchContainer.class).isThrownBy(() -> register.get(made.id()));
        assertThat(open().all()).extracting(ContainerRecord::name).containsExactly("crate");
    }

    @Test
    void wakesWhoeverWaitsForAnEnd() throws Exception {
        ContainerRegister register = open();
        ContainerRecord made = register.create(sleeping("box"), Samples.BASE, 2);
        register.apply(made.id(), new ContainerEvent.Started(Samples.NOON, 42, 1));
        CompletableFuture<Optional<ContainerRecord>> ended = CompletableFuture.supplyAsync(
                () -> register.await(made.id(), container -> !container.state().isRunning(), new Cancellation()));

        register.apply(made.id(), new ContainerEvent.Exited(Samples.NOON, 3, false));

        assertThat(ended.get(10, TimeUnit.SECONDS).orElseThrow().state().exitCode())
                .isEqualTo(3);
    }

    @Test
    void wakesWhoeverWaitsWhenTheContainerIsRemoved() throws Exception {
        ContainerRegister register = open();
        ContainerRecord made = register.create(sleeping("box"), Samples.BASE, 2);
        CompletableFuture<Optional<ContainerRecord>> gone =
                CompletableFuture.supplyAsync(() -> register.await(made.id(), container -> false, new Cancellation()));

        register.remove(made.id());

        assertThat(gone.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void letsGoOfAWaitThatIsCancelled() {
        ContainerRegister register = open();
        ContainerRecord made = register.create(sleeping("box"), Samples.BASE, 2);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Optional<ContainerRecord>> waiting =
                CompletableFuture.supplyAsync(() -> register.await(made.id(), container -> false, cancellation));

        cancellation.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(CancellationException.class);
    }

    @Test
    void findsAnotherNameWhenEveryPlainOneIsTaken() {
        assertThat(ContainerNames.ADJECTIVES).doesNotHaveDuplicates();
        assertThat(ContainerNames.THINGS).doesNotHaveDuplicates();
        assertThat(ContainerNames.propose(new Random(1), name -> name.matches("[a-z_]+")))
                .matches("[a-z]+_[a-z]+1");
    }
}
