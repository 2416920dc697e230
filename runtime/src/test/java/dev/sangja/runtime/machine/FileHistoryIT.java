package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.history.HistoryException;
import dev.sangja.runtime.history.HistoryState;
import dev.sangja.runtime.history.HistoryView;
import dev.sangja.runtime.history.NotKept;
import dev.sangja.runtime.history.ReturnReport;
import dev.sangja.runtime.history.Unrestored;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import java.util.concurrent.TimeUnit;

/** A machine's files return to what they were; on a real kernel, through real cells. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FileHistoryIT {
    @TempDir
    private static Path directory = Path.of("");

    private static Optional<MachineFactory> factory = Optional.empty();

    private @Nullable LiveMachine launched;
    private String name = "";

    @BeforeAll
    static void prepare() throws IOException {
        factory = Optional.of(new MachineFactory(directory));
    }

    @BeforeEach
    void launch(TestInfo test) throws IOException {
        name = test.getTestMethod().orElseThrow().getName();
        launched = factory.orElseThrow().launch(name);
    }

    @AfterEach
    void close() {
        machine().close();
    }

    private LiveMachine machine() {
        return Objects.requireNonNull(launched);
    }

    private UUID run(String code) throws InterruptedException {
        LiveMachine.Outcome outcome = machine().run(code);
        assertThat(outcome.receipt().ending()).as(outcome.output()).hasToString("Exited[code=0]");
        return outcome.receipt().run();
    }

    private String say(String code) throws InterruptedException {
        return machine().run(code).output();
    }

    private HistoryState stateOf(UUID run) {
        // The state after a run is kept once its end was told; what is asked for next waits for its turn.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            Optional<HistoryState> state = machine().machine().history().states().stream()
                    .filter(one -> one.cause().run().equals(Optional.of(run)))
                    .findFirst();
            if (state.isPresent()) {
                return state.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no state of run " + run);
    }

    private ReturnReport backToBefore(UUID run) {
        return machine().machine().goBack(stateOf(run).parent().orElseThrow());
    }

    @Test
    void undoesWhatACellDidToFilesOfTheLabAndOfTheWorkbench() throws Exception {
        run("mkdir /lab/d; echo one > /lab/d/f; echo mine > /root/note; chmod 640 /lab/d/f");
        String before = say("cat /lab/d/f /root/note /etc/hostname; stat -c '%n %a %Y %y' /lab/d/f /lab/d /root /etc");
        UUID second = run("echo two > /lab/d/f; chmod 600 /lab/d/f; rm /root/note /etc/hostname; mkdir /lab/new /etc/new;"
                + " echo x > /etc/new/x");

        ReturnReport report = backToBefore(second);

        assertThat(report.unrestored()).isEmpty();
        assertThat(report.head()).isEqualTo(report.asked());
        assertThat(say("cat /lab/d/f /root/note /etc/hostname; stat -c '%n %a %Y %y' /lab/d/f /lab/d /root /etc"))
                .isEqualTo(before);
        assertThat(say("ls -d /lab/new /etc/new 2>&1 | wc -l; ls /lab")).isEqualTo("2\nd\n");
    }

    @Test
    void bringsBackWhiteoutsOpaqueDirectoriesHardLinksAndSpecialFiles() throws Exception {
        run("cd /lab; mkdir low up work m; mkdir low/d; echo l > low/f; echo x > low/d/x; unshare -m sh -c '"
                + "mount -t overlay o -o lowerdir=/lab/low,upperdir=/lab/up,workdir=/lab/work,userxattr /lab/m && cd m"
                + " && rm f && rm -r d && mkdir d && echo new > d/y'; ln -s /nowhere sl; mkfifo p; echo h > h1;"
                + " ln h1 h2; touch -d 2001-02-03 h1; echo 'a b' > 'sp ace'; printf x > \"$(printf 'b\\377d')\"");
        String looks = "cd /lab; find . -printf '%p %y %m %U %G %s %l %T@ %n\\n' | sort; stat -c '%t:%T' up/f;"
                + " [ h1 -ef h2 ] && echo linked; cat h1 'sp ace'; unshare -m sh -c 'mount -t overlay o -o"
                + " lowerdir=/lab/low,upperdir=/lab/up,workdir=/lab/work,userxattr /lab/m && find /lab/m | sort'";
        String before = say(looks);
        assertThat(before).contains("0:0", "linked", "/lab/m/d/y").doesNotContain("/lab/m/d/x", "/lab/m/f");
        UUID destroyed = run("rm -rf /lab/* ; mkdir /lab/h1");

        assertThat(backToBefore(destroyed).unrestored()).isEmpty();

        assertThat(say(looks)).isEqualTo(before);
    }

    @Test
    void bringsBackWhatTheLayersBelowHaveEvenADirectoryRemovedWhole() throws Exception {
        String looks = "find /usr/lib /etc -printf '%p %y %m %s %l %T@\\n' | sort | sha256sum; bash --version | head -1";
        String before = say(looks);
        UUID destroyed = run("rm -rf /etc; mkdir /etc; echo own > /etc/own; rm -r /usr/lib/*/* 2>/dev/null; true");

        ReturnReport report = backToBefore(destroyed);

        assertThat(report.unrestored()).isEmpty();
        assertThat(say(looks)).isEqualTo(before);
    }

    @Test
    void keepsBranchesAndComparesTheirOutcomes() throws Exception {
        UUID base = run("echo base > /lab/f");
        UUID one = run("echo one >> /lab/f; echo 1 > /lab/only-one");
        backToBefore(one);
        UUID other = run("echo other >> /lab/f");
        int left = stateOf(one).number();
        int right = stateOf(other).number();

        assertThat(stateOf(other).parent()).contains(stateOf(base).number());
        List<LayerDiff> diffs = machine().machine().compare(left, right);
        assertThat(diffs.get(0).changes()).isEmpty();
        assertThat(diffs.get(1).changes())
                .extracting(LayerChange::kind, LayerChange::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LayerChange.Kind.MODIFIED, "/f"),
                        org.assertj.core.groups.Tuple.tuple(LayerChange.Kind.DELETED, "/only-one"));
        assertThat(diffs.get(1).changes().get(0).text().orElseThrow().lines().toString())
                .contains("kind=REMOVED, text=one", "kind=ADDED, text=other");
        machine().machine().goBack(left);
        assertThat(say("cat /lab/f /lab/only-one")).isEqualTo("base\none\n1\n");
    }

    @Test
    void takesWhatChangedBetweenCellsForAStateOfItsOwn() throws Exception {
        run("echo 1 > /lab/f");
        machine().machine().prepare("echo typed > /lab/typed");
        UUID second = run("rm /lab/*");

        HistoryState between = machine().machine().history().states().stream()
                .filter(state -> state.number() == stateOf(second).parent().orElseThrow())
                .findFirst()
                .orElseThrow();
        assertThat(between.cause().kind()).isEqualTo(HistoryState.Kind.BETWEEN);
        assertThat(between.changed()).isPositive();
        machine().machine().prepare("echo later > /lab/later");
        ReturnReport report = backToBefore(second);
        assertThat(say("ls /lab")).isEqualTo("f\ntyped\n");
        machine().machine().goBack(report.left());
        assertThat(say("ls /lab")).isEqualTo("later\n");
    }

    @Test
    void leavesAMountPointAloneAndSaysSo() throws Exception {
        UUID mounted = run("mkdir /lab/m /lab/n; echo under > /lab/m/under; mount -t tmpfs t /lab/m; echo in > /lab/m/in");

        ReturnReport report = backToBefore(mounted);

        assertThat(report.unrestored()).extracting(Unrestored::path, Unrestored::reason).contains(
                org.assertj.core.groups.Tuple.tuple("/m", Unrestored.Reason.MOUNT_POINT));
        assertThat(report.head()).isNotEqualTo(report.asked());
        assertThat(say("cat /lab/m/in; ls /lab")).isEqualTo("in\nm\n");
        run("umount /lab/m");
        assertThat(machine().machine().goBack(report.asked()).unrestored()).isEmpty();
        assertThat(say("ls /lab")).isEmpty();
    }

    @Test
    void changesNoLayerOfAMountedOverlay() throws Exception {
        run("cd /lab; mkdir low up work m; echo l > low/f; cd /lab && mount -t overlay o -o"
                + " lowerdir=low,upperdir=/lab/up,workdir=work,userxattr m");
        UUID removed = run("rm /lab/m/f; echo beside > /lab/beside");

        ReturnReport report = backToBefore(removed);

        assertThat(report.unrestored()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.reason()).isEqualTo(Unrestored.Reason.OVERLAY_LAYER);
            assertThat(one.detail()).isEqualTo("/lab/m");
        });
        assertThat(say("ls /lab/m /lab/up; ls -d /lab/beside 2>/dev/null")).contains("f").doesNotContain("beside");
        run("umount /lab/m");
        assertThat(machine().machine().goBack(report.asked()).unrestored()).isEmpty();
        assertThat(say("ls /lab/up; cat /lab/low/f")).isEqualTo("l\n");
    }

    @Test
    void saysWhatWasTooLargeToKeepAndNeverPretends() throws Exception {
        UUID made = run("head -c 70000000 /dev/urandom > /lab/big; echo small > /lab/small");

        assertThat(stateOf(made).notKept())
                .containsExactly(
                        new NotKept("/lab", "/big", NotKept.Reason.TOO_LARGE, 70_000_000, 64L << 20));
        UUID small = run("rm /lab/small");
        assertThat(backToBefore(small).unrestored()).as("the large file is still the same").isEmpty();
        UUID destroyed = run("rm /lab/big; rm /lab/small");
        ReturnReport report = backToBefore(destroyed);
        assertThat(report.unrestored())
                .extracting(Unrestored::path, Unrestored::reason, Unrestored::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "/big", Unrestored.Reason.NOT_KEPT, "70000000"));
        assertThat(say("ls /lab")).isEqualTo("small\n");
        assertThat(backToBefore(made).unrestored()).isEmpty();
        assertThat(say("ls /lab")).isEmpty();
    }

    @Test
    void keepsTheHistoryWhenTheMachineIsMadeAnew() throws Exception {
        run("echo 1 > /lab/f");
        UUID second = run("echo 2 > /lab/f; rm /etc/hostname");
        int before = stateOf(second).parent().orElseThrow();
        int count = machine().machine().history().states().size();
        machine().close();
        launched = factory.orElseThrow().launch(name);
        assertThat(say("cat /lab/f")).isEqualTo("2\n");

        HistoryView view = machine().machine().history();
        assertThat(view.states()).as("nothing had changed meanwhile").hasSize(count + 1);
        assertThat(machine().machine().goBack(before).unrestored()).isEmpty();
        assertThat(say("cat /lab/f; ls /etc/hostname")).isEqualTo("1\n/etc/hostname\n");
    }

    @Test
    void refusesWhatItDoesNotKnowAndWaitsForNoLongRun() throws Exception {
        UUID run = run("true");
        HistoryState state = stateOf(run);

        assertThatThrownBy(() -> machine().machine().goBack(4711))
                .isInstanceOfSatisfying(HistoryException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(HistoryException.Reason.STATE_UNKNOWN));
        LiveMachine.Running busy = machine().start("echo 1 > /lab/started; sleep 5", Duration.ofSeconds(20));
        assertThatThrownBy(() -> machine().machine().goBack(state.number()))
                .isInstanceOfSatisfying(HistoryException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(HistoryException.Reason.BUSY));
        busy.await();
    }
}
