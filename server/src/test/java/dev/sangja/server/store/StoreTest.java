package dev.sangja.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.Receipt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");

    private Store store;
    private UUID learner;
    private StepKey key;

    @BeforeEach
    void open() {
        store = Store.openInMemory(UUID.randomUUID().toString(), Clock.fixed(NOW, ZoneOffset.UTC));
        learner = store.learners().create().id();
        key = new StepKey(learner, "namespaces", "uts");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findsALearnerByTheTokenAndByNothingElse() {
        LearnerStore.NewLearner other = store.learners().create();

        assertThat(store.learners().find(other.token())).contains(other.id());
        assertThat(store.learners().find(other.token() + "x")).isEmpty();
        assertThat(store.learners().find("")).isEmpty();
        assertThat(other.token()).hasSize(43);
    }

    @Test
    void keepsTheLastValueOfASetting() {
        store.learners().set(learner, "language", "ko");
        store.learners().set(learner, "language", "en");

        assertThat(store.learners().settings(learner)).containsExactlyEntriesOf(java.util.Map.of("language", "en"));
    }

    @Test
    void countsAttemptsAndKeepsTheTimeOfTheFirstPass() {
        store.progress().attempted(key, false, "UTS_SAME_NS");
        store.progress().attempted(key, true, "");
        StepProgress progress = store.progress().attempted(key, false, "UTS_NO_PROC");

        assertThat(progress.attempts()).isEqualTo(3);
        assertThat(progress.passedAt()).contains(NOW);
        assertThat(store.progress().feedbacks(key)).containsExactlyInAnyOrder("UTS_SAME_NS", "", "UTS_NO_PROC");
    }

    @Test
    void neverLowersTheNumberOfHintsTaken() {
        store.progress().hinted(key, 2);

        assertThat(store.progress().hinted(key, 1).hints()).isEqualTo(2);
    }

    @Test
    void aResetForgetsDraftsAndEntriesButNotThatTheStepWasPassed() {
        store.progress().draft(key, "a", "hostname");
        store.progress().enter(key, Entry.Kind.PREDICTION, "p", "{\"option\":\"same\"}");
        store.progress().attempted(key, true, "");

        StepProgress progress = store.progress().reset(key);

        assertThat(store.progress().drafts(key)).isEmpty();
        assertThat(store.progress().entries(key)).isEmpty();
        assertThat(progress.passedAt()).contains(NOW);
    }

    @Test
    void replacesAnEntryOfTheSameKindAndItem() {
        store.progress().enter(key, Entry.Kind.ANSWER, "shared", "{\"shared\":\"time\"}");
        store.progress().enter(key, Entry.Kind.ANSWER, "shared", "{\"shared\":\"time user\"}");

        assertThat(store.progress().entries(key))
                .containsExactly(new Entry(Entry.Kind.ANSWER, "shared", "{\"shared\":\"time user\"}", NOW));
    }

    @Test
    void givesBackAReceiptEqualToTheOneThatWasStored() {
        UUID run = UUID.randomUUID();
        store.runs().begin(run, key, "a", "hostname", TraceLevel.HIGHLIGHTS);
        Receipt receipt = ReceiptFixture.of(run, new Ending.Exited(3));

        store.runs().end(run, "exited", "{\"event\":\"started\"}\n", Optional.of(receipt));

        assertThat(store.runs().receipt(run)).contains(receipt);
        assertThat(store.runs().events(run)).contains("{\"event\":\"started\"}\n");
        assertThat(store.runs().find(run)).hasValueSatisfying(stored -> {
            assertThat(stored.hasReceipt()).isTrue();
            assertThat(stored.ending()).contains("exited");
            assertThat(stored.number()).isEqualTo(1);
        });
    }

    @Test
    void keepsTheFirstEndingOfARun() {
        UUID run = UUID.randomUUID();
        store.runs().begin(run, key, "a", "true", TraceLevel.OFF);

        store.runs().end(run, "machineGone", "", Optional.empty());
        store.runs().end(run, "exited", "", Optional.of(ReceiptFixture.of(run, new Ending.Exited(0))));

        assertThat(store.runs().find(run).orElseThrow().ending()).contains("machineGone");
        assertThat(store.runs().receipt(run)).isEmpty();
    }

    @Test
    void numbersTheReceiptsOfEachLearnerWithoutGapsUnderConcurrency() throws Exception {
        Set<Integer> numbers = new ConcurrentSkipListSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(index -> threads.submit(() -> {
                        numbers.add(store.runs()
                                .begin(UUID.randomUUID(), key, "a", "true", TraceLevel.OFF)
                                .number());
                    }))
                    .toList();
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(numbers)
                .isEqualTo(new TreeSet<>(IntStream.rangeClosed(1, 40).boxed().toList()));
    }

    @Test
    void findsTheNewestRunOfEachCellAndThoseLeftUnended() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        store.runs().begin(first, key, "a", "true", TraceLevel.OFF);
        store.runs().end(first, "exited", "", Optional.empty());
        store.runs().begin(other, key, "b", "true", TraceLevel.OFF);
        store.runs().begin(second, key, "a", "false", TraceLevel.OFF);

        assertThat(store.runs().newestOfCells(key)).extracting(StoredRun::id).containsExactly(other, second);
        assertThat(store.runs().unended()).containsExactlyInAnyOrder(other, second);
        assertThat(store.runs().newestWithReceipt(learner)).isEmpty();
    }

    @Test
    void listsRunsWithAReceiptSinceAMomentOldestFirst() {
        UUID before = UUID.randomUUID();
        UUID without = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        for (UUID run : List.of(before, without, after)) {
            store.runs().begin(run, key, "a", "true", TraceLevel.OFF);
        }
        store.runs().end(after, "exited", "", Optional.of(ReceiptFixture.of(after, new Ending.Exited(0))));
        store.runs().end(before, "exited", "", Optional.of(ReceiptFixture.of(before, new Ending.Exited(0))));

        assertThat(store.runs().withReceiptSince(learner, NOW)).containsExactly(before, after);
        assertThat(store.runs().newestWithReceipt(learner)).map(StoredRun::id).contains(after);
        assertThat(store.runs().withReceiptSince(learner, NOW.plus(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    void refusesARunOfAnUnknownLearner() {
        StepKey stranger = new StepKey(UUID.randomUUID(), "namespaces", "uts");

        assertThatThrownBy(() -> store.runs().begin(UUID.randomUUID(), stranger, "a", "true", TraceLevel.OFF))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(stranger.learner().toString());
    }

    @Test
    void findsEverythingAgainAfterItWasClosed(@TempDir Path directory) {
        StepKey kept;
        try (Store first = Store.open(directory, Clock.systemUTC())) {
            kept = new StepKey(first.learners().create().id(), "namespaces", "pid");
            first.progress().draft(kept, "a", "한글\n");
        }
        try (Store second = Store.open(directory, Clock.systemUTC())) {
            assertThat(second.progress().drafts(kept)).containsEntry("a", "한글\n");
        }
    }
}
