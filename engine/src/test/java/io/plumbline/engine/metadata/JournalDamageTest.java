package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.JournalVerification.Anchor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults 82 to 84: whatever is done to the files is found, named, and never taken for good.
final class JournalDamageTest {
    private static final int RECORDS = 120;

    @TempDir private Path folder;
    private Path segment;
    private byte[] whole;

    @BeforeEach
    void writeAJournal() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            IntStream.range(0, RECORDS)
                    .forEach(i ->
                            journal.append(
                                    "event",
                                    "{\"i\":" + i + ",\"pad\":\"" + "p".repeat(200) + "\"}"));
        }
        segment = Segment.list(Journal.folder(folder)).getFirst().file();
        whole = Files.readAllBytes(segment);
    }

    @Test
    void findsOneFlippedByteWhereverItStands() throws IOException {
        for (int at = 0; at < whole.length; at += 97) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(segment, damaged);
            JournalVerification verified = JournalVerification.of(folder);
            assertThat(verified.isGood()).as("byte %d", at).isFalse();
            if (at >= Segment.HEADER) {
                assertThat(verified.damage().orElseThrow().segment())
                        .isEqualTo(segment.getFileName().toString());
                long offset = verified.damage().orElseThrow().offset();
                assertThat(offset).as("byte %d", at).isBetween(at - 400L, (long) at);
            }
            assertRefused();
        }
        Files.write(segment, whole);
        assertThat(JournalVerification.of(folder).isGood()).isTrue();
    }

    @Test
    void findsEveryMissingTail() throws IOException {
        for (int length = whole.length - 1; length >= 0; length -= length > 500 ? 331 : 7) {
            Files.write(segment, Arrays.copyOf(whole, length));
            JournalVerification verified = JournalVerification.of(folder);
            assertThat(verified.anchor()).as("length %d", length).isEqualTo(Anchor.TAIL_MISSING);
            assertThat(verified.isGood()).isFalse();
            assertRefused();
        }
        Files.delete(segment);
        assertThat(JournalVerification.of(folder).anchor()).isEqualTo(Anchor.TAIL_MISSING);
        assertRefused();
    }

    @Test
    void findsSwappedAndDeletedRecords() throws IOException {
        List<byte[]> records = records();
        List<byte[]> swapped = new ArrayList<>(records);
        swapped.set(40, records.get(41));
        swapped.set(41, records.get(40));
        write(swapped);
        assertThat(JournalVerification.of(folder).damage().orElseThrow().reason())
                .isEqualTo("record 42 where 41 belongs");
        assertRefused();

        List<byte[]> deleted = new ArrayList<>(records);
        deleted.remove(70);
        write(deleted);
        assertThat(JournalVerification.of(folder).damage().orElseThrow().reason())
                .isEqualTo("record 72 where 71 belongs");
        assertRefused();
    }

    @Test
    void findsAnEditedRecordWithItsOwnHashesMadeToFit() throws IOException {
        List<byte[]> records = records();
        byte[] former = new RecordFormat.Raw(records.get(49)).hash();
        records.set(
                50,
                RecordFormat.encode(
                        51, 50, Instant.now(), "event".getBytes(), "{\"i\":0}".getBytes(), former));
        write(records);
        assertThat(JournalVerification.of(folder).damage().orElseThrow().toString())
                .startsWith("a record that does not follow from the one before it at byte ")
                .endsWith("where record 52 belongs");
        assertRefused();
    }

    @Test
    void findsAChainThatWasRecomputedToItsEnd() throws IOException {
        List<byte[]> records = records();
        byte[] former = new RecordFormat.Raw(records.get(49)).hash();
        for (int i = 50; i < RECORDS; i++) {
            byte[] edited =
                    RecordFormat.encode(
                            i + 1, i, Instant.now(), "event".getBytes(), "{}".getBytes(), former);
            records.set(i, edited);
            former = new RecordFormat.Raw(edited).hash();
        }
        write(records);
        JournalVerification verified = JournalVerification.of(folder);
        assertThat(verified.damage()).isEmpty();
        assertThat(verified.anchor()).isEqualTo(Anchor.DIFFERS);
        assertThat(verified.isGood()).isFalse();
        assertRefused();
    }

    @Test
    void findsARemovedOrBrokenAnchor() throws IOException {
        Path anchor = Journal.headFile(folder);
        byte[] bytes = Files.readAllBytes(anchor);
        Files.delete(anchor);
        assertThat(JournalVerification.of(folder).anchor()).isEqualTo(Anchor.MISSING);
        assertRefused();
        Arrays.fill(bytes, (byte) 7);
        Files.write(anchor, bytes);
        assertThat(JournalVerification.of(folder).anchor()).isEqualTo(Anchor.MISSING);
        assertRefused();
    }

    @Test
    void cutsOffAndKeepsAWriteThatWasNeverAcknowledged() throws IOException {
        byte[] next =
                RecordFormat.encode(
                        RECORDS + 1,
                        RECORDS,
                        Instant.now(),
                        "event".getBytes(),
                        "{\"torn\":true}".getBytes(),
                        new RecordFormat.Raw(records().getLast()).hash());
        byte[] half = Arrays.copyOf(next, next.length - 5);
        Files.write(segment, concat(List.of(whole, half)));
        assertThat(JournalVerification.of(folder).isGood()).isTrue();
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            assertThat(journal.lastSequence()).isEqualTo(RECORDS);
            assertThat(Files.readAllBytes(journal.torn().orElseThrow())).isEqualTo(half);
            assertThat(journal.append("event", "{}").sequence()).isEqualTo(RECORDS + 1);
        }
        assertThat(JournalVerification.of(folder).records()).isEqualTo(RECORDS + 1);
    }

    @Test
    void keepsAWholeRecordThatWasWrittenButNotYetAcknowledged() throws IOException {
        byte[] next =
                RecordFormat.encode(
                        RECORDS + 1,
                        RECORDS,
                        Instant.now(),
                        "event".getBytes(),
                        "{}".getBytes(),
                        new RecordFormat.Raw(records().getLast()).hash());
        Files.write(segment, concat(List.of(whole, next)));
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            assertThat(journal.torn()).isEmpty();
            assertThat(journal.lastSequence()).isEqualTo(RECORDS + 1);
        }
    }

    @Test
    void tellsDamageFromATornWriteEvenWhenTheAnchorIsOlder() throws IOException {
        byte[] oldAnchor;
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            oldAnchor = Files.readAllBytes(Journal.headFile(folder));
            journal.append("event", "{\"later\":1}");
            journal.append("event", "{\"later\":2}");
        }
        byte[] longer = Files.readAllBytes(segment);
        longer[whole.length + 80] ^= 1;
        Files.write(segment, longer);
        Files.write(Journal.headFile(folder), oldAnchor);
        assertRefused();
    }

    @Test
    void readingStopsAtTheDamageWithItsPlace() throws IOException {
        byte[] damaged = whole.clone();
        damaged[5_000] ^= 1;
        Files.write(segment, damaged);
        assertThatThrownBy(() -> JournalTest.all(Journal.reader(folder, 1)))
                .isInstanceOfSatisfying(
                        PlumblineException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_DAMAGED);
                            assertThat(e.problem().place().file())
                                    .isEqualTo(".plumbline/journal/" + segment.getFileName());
                        })
                .hasMessageStartingWith(
                        "Cannot read the journal: a record whose checksum is wrong at byte ");
    }

    @Test
    void findsAMissingSegmentInTheMiddle(@TempDir Path other) throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.acquire(other, "test");
                Journal journal = Journal.open(lock, DurableFiles.REAL, 2_000, r -> {})) {
            IntStream.range(0, 100).forEach(i -> journal.append("event", "{}"));
        }
        Files.delete(Segment.list(Journal.folder(other)).get(2).file());
        assertThat(JournalVerification.of(other).damage().orElseThrow().reason())
                .isEqualTo("a segment that does not follow from the one before it");
    }

    private void assertRefused() throws IOException {
        byte[] before = Files.exists(segment) ? Files.readAllBytes(segment) : new byte[0];
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test")) {
            assertThatThrownBy(() -> Journal.open(lock).close())
                    .isInstanceOfSatisfying(
                            PlumblineException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ErrorCode.JOURNAL_DAMAGED))
                    .hasMessageStartingWith("Cannot read the journal: ");
        }
        byte[] after = Files.exists(segment) ? Files.readAllBytes(segment) : new byte[0];
        assertThat(after).as("evidence is left alone").isEqualTo(before);
    }

    private List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        int at = Segment.HEADER;
        while (at < whole.length) {
            int length = RecordFormat.lengthAt(whole, at, whole.length);
            records.add(Arrays.copyOfRange(whole, at, at + length));
            at += length;
        }
        return records;
    }

    private void write(List<byte[]> records) throws IOException {
        byte[] header = Arrays.copyOf(whole, Segment.HEADER);
        Files.write(segment, concat(Stream.concat(Stream.of(header), records.stream()).toList()));
    }

    private static byte[] concat(List<byte[]> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(p -> p.length).sum());
        parts.forEach(all::put);
        return all.array();
    }
}
