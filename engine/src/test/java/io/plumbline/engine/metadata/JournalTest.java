package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir private Path folder;

    @Test
    void givesBackWhatWasAppendedInOrderAfterReopening() {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            assertThat(journal.append("run.started", "{\"run\":\"r1\"}").sequence()).isEqualTo(1);
            assertThat(journal.append("grüße", "{\"text\":\"ü€😀\"}").sequence()).isEqualTo(2);
        }
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            assertThat(journal.append("third", "{}").sequence()).isEqualTo(3);
            List<JournalRecord> all = all(journal.read(1));
            assertThat(all)
                    .extracting(JournalRecord::type)
                    .containsExactly("run.started", "grüße", "third");
            assertThat(all.get(1).payload()).isEqualTo("{\"text\":\"ü€😀\"}");
            assertThat(all.getLast().hash()).isEqualTo(journal.headHash());
            assertThat(all(journal.read(3))).hasSize(1);
            assertThat(all(journal.read(4))).isEmpty();
        }
        JournalVerification verified = JournalVerification.of(folder);
        assertThat(verified.isGood()).isTrue();
        assertThat(verified.records()).isEqualTo(3);
    }

    @Test
    void keepsTheChainAcrossSegments() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock, DurableFiles.REAL, 1_000, r -> {})) {
            IntStream.range(0, 60).forEach(i -> journal.append("event", "{\"i\":" + i + "}"));
        }
        assertThat(Segment.list(Journal.folder(folder))).hasSizeGreaterThan(5);
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock, DurableFiles.REAL, 1_000, r -> {})) {
            journal.append("event", "{\"i\":60}");
            assertThat(all(journal.read(1)))
                    .extracting(JournalRecord::payload)
                    .isEqualTo(
                            IntStream.rangeClosed(0, 60)
                                    .mapToObj(i -> "{\"i\":" + i + "}")
                                    .toList());
            assertThat(all(journal.read(33)).getFirst().sequence()).isEqualTo(33);
        }
        assertThat(JournalVerification.of(folder).isGood()).isTrue();
    }

    @Test
    void answersManyProducersWithFewerFlushesThanEvents() throws InterruptedException {
        int producers = 32;
        int each = 40;
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> threads =
                    IntStream.range(0, producers)
                            .mapToObj(p ->
                                    Thread.ofPlatform().start(() -> produce(journal, go, p, each)))
                            .toList();
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(journal.lastSequence()).isEqualTo((long) producers * each);
            assertThat(journal.forces()).isLessThan((long) producers * each);
            List<JournalRecord> all = all(journal.read(1));
            assertThat(all).hasSize(producers * each);
            for (int p = 0; p < producers; p++) {
                String type = "producer" + p;
                assertThat(all.stream().filter(r -> r.type().equals(type)))
                        .extracting(JournalRecord::payload)
                        .isEqualTo(
                                IntStream.range(0, each)
                                        .mapToObj(i -> "{\"i\":" + i + "}")
                                        .toList());
            }
        }
        assertThat(JournalVerification.of(folder).isGood()).isTrue();
    }

    @Test
    void forcesOncePerEventOfALoneProducer() {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            IntStream.range(0, 25).forEach(i -> journal.append("event", "{}"));
            assertThat(journal.forces()).isEqualTo(25);
        }
    }

    @Test
    void survivesTheInterruptionOfAProducer() {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            Thread.currentThread().interrupt();
            assertThat(journal.append("event", "{}").sequence()).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.append("event", "{}").sequence()).isEqualTo(2);
        }
    }

    @Test
    void readsWhileItIsOwnedByAnother() {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            journal.append("one", "{}");
            journal.append("two", "{}");
            assertThat(all(Journal.reader(folder, 1))).hasSize(2);
            assertThat(JournalVerification.of(folder).isGood()).isTrue();
        }
    }

    @Test
    void refusesAnEventThatIsTooLarge() {
        String huge = "x".repeat(RecordFormat.MAX_BODY);
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            assertThatThrownBy(() -> journal.append("event", huge))
                    .isInstanceOf(PlumblineException.class)
                    .hasMessage(
                            "Cannot record an event of 67108864 bytes (must be at most 64 MiB)");
            assertThat(journal.append("event", "{}").sequence()).isEqualTo(1);
        }
    }

    @Test
    void saysThatAnEmptyJournalIsGood() {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test")) {
            Journal.open(lock).close();
        }
        JournalVerification verified = JournalVerification.of(folder);
        assertThat(verified.isGood()).isTrue();
        assertThat(verified.records()).isZero();
    }

    @Test
    void refusesToBeginAnewWhereRecordsWereAcknowledged() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            journal.append("one", "{}");
        }
        for (Segment segment : Segment.list(Journal.folder(folder))) {
            Files.delete(segment.file());
        }
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test")) {
            assertThatThrownBy(() -> Journal.open(lock))
                    .isInstanceOfSatisfying(
                            PlumblineException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ErrorCode.JOURNAL_DAMAGED))
                    .hasMessage(
                            "Cannot read the journal: the folder is empty, but record 1 was"
                                    + " acknowledged");
        }
    }

    private static void produce(Journal journal, CountDownLatch go, int producer, int count) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < count; i++) {
            journal.append("producer" + producer, "{\"i\":" + i + "}");
        }
    }

    static List<JournalRecord> all(JournalRecord.Reader reader) {
        List<JournalRecord> all = new ArrayList<>();
        try (reader) {
            for (Optional<JournalRecord> r = reader.next(); r.isPresent(); r = reader.next()) {
                all.add(r.orElseThrow());
            }
        }
        return all;
    }
}
