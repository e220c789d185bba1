package io.plumbline.compliance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.metadata.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditVerifierTest {
    private static final int EVENTS = 50;

    @TempDir private Path folder;
    private Path segment;
    private byte[] whole;

    @BeforeEach
    void record() throws IOException {
        try (MetadataStore store = MetadataStore.open(folder)) {
            AuditLog log = new AuditLog(store);
            for (int i = 0; i < EVENTS; i++) {
                log.append(
                        AuditEvent.of("anna", "run", "pipeline:p" + i, "DONE")
                                .with("run", "r" + i));
            }
        }
        segment = folder.resolve("journal").resolve("%020d.journal".formatted(1));
        whole = Files.readAllBytes(segment);
    }

    @Test
    void findsAnUntouchedLogGoodAndChangesNothing() throws IOException {
        Map<String, String> before = contents();
        AuditVerdict verdict = AuditVerifier.verify(folder);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.notes()).isEmpty();
        assertThat(verdict.good()).isTrue();
        assertThat(verdict.events()).isEqualTo(EVENTS);
        assertThat(verdict.records()).isEqualTo(EVENTS + 1);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void findsTheLogOfAnOpenStoreGood() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertThat(AuditVerifier.verify(store, folder).good()).isTrue();
            assertThat(AuditVerifier.verify(folder).good()).isTrue();
            assertThat(AuditVerifier.verify(folder).notes())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "The index was not compared: the workspace is in use by 'plumbline'");
        }
    }

    @Test
    void saysThatNothingWasRecordedYet(@TempDir Path empty) {
        AuditVerdict verdict = AuditVerifier.verify(empty);
        assertThat(verdict.good()).isTrue();
        assertThat(verdict.notes())
                .containsExactly("The index was not compared: nothing was recorded yet");
    }

    @Test
    void namesTheRecordWhoseBytesChanged() throws IOException {
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        Files.write(segment, changed);
        AuditVerdict verdict = AuditVerifier.verify(folder);
        assertThat(verdict.good()).isFalse();
        assertThat(verdict.reasons().getFirst())
                .matches(
                        "The journal holds a record whose checksum is wrong at byte \\d+ of"
                                + " 0+1\\.journal, where record \\d+ belongs");
        assertThat(verdict.notes())
                .containsExactly("The index was not compared: the journal is damaged");
    }

    @Test
    void noticesAMissingTail() throws IOException {
        Files.write(segment, Arrays.copyOf(whole, whole.length - 1));
        AuditVerdict verdict = AuditVerifier.verify(folder);
        assertThat(verdict.good()).isFalse();
        assertThat(verdict.reasons()).contains("Record 51 was acknowledged and cannot be read");
    }

    @Test
    void noticesThatWholeRecordsWereCutOff() throws IOException {
        byte[] mark = {'P', 'L', 'B', 'R'};
        int last = 0;
        for (int at = 0; at < whole.length - 4; at++) {
            last = Arrays.equals(Arrays.copyOfRange(whole, at, at + 4), mark) ? at : last;
        }
        Files.write(segment, Arrays.copyOf(whole, last));
        assertThat(AuditVerifier.verify(folder).reasons())
                .contains(
                        "Record 51 was acknowledged and missing in the journal",
                        "The journal and the index differ: the index has audit events that the"
                                + " journal does not have");
    }

    @Test
    void noticesAMissingAnchor() throws IOException {
        Files.delete(folder.resolve("journal.head"));
        assertThat(AuditVerifier.verify(folder).reasons())
                .containsExactly("The anchor .plumbline/journal.head is missing or damaged");
    }

    @Test
    void noticesAnIndexThatWasEdited() throws SQLException {
        sql("UPDATE audit_events SET actor = 'ben' WHERE sequence = 20");
        assertThat(AuditVerifier.verify(folder).reasons())
                .containsExactly(
                        "The journal and the index differ: audit event 20 of the index does not"
                                + " agree");
    }

    @Test
    void noticesAnEventDeletedFromOrAddedToTheIndex() throws SQLException {
        sql("DELETE FROM audit_events WHERE sequence = 30");
        assertThat(AuditVerifier.verify(folder).reasons())
                .containsExactly(
                        "The journal and the index differ: audit event 30 of the index does not"
                                + " agree");
        sql(
                "INSERT INTO audit_events SELECT 30, at, actor, action, 'pipeline:p28', outcome,"
                        + " details, hash FROM audit_events WHERE sequence = 31");
        assertThat(AuditVerifier.verify(folder).good()).isFalse();
    }

    @Test
    void noticesARunThatWasAddedToTheIndexAlone() throws SQLException {
        sql("INSERT INTO datasets VALUES ('ghost', 'v1', 3)");
        assertThat(AuditVerifier.verify(folder).reasons())
                .containsExactly(
                        "The journal and the index differ: table datasets of the index does not"
                                + " agree");
    }

    @Test
    void noticesAJournalAndAnchorReplacedByAnOlderCopy(@TempDir Path older) throws IOException {
        Files.copy(segment, older.resolve("segment"));
        Files.copy(folder.resolve("journal.head"), older.resolve("head"));
        try (MetadataStore store = MetadataStore.open(folder)) {
            new AuditLog(store).append(AuditEvent.of("anna", "export", "bundle:b", "DONE"));
        }
        Files.write(segment, Files.readAllBytes(older.resolve("segment")));
        Files.write(folder.resolve("journal.head"), Files.readAllBytes(older.resolve("head")));
        assertThat(AuditVerifier.verify(folder).reasons())
                .containsExactly(
                        "The journal and the index differ: the index has audit events that the"
                                + " journal does not have",
                        "The journal and the index differ: the index has seen other records than"
                                + " the journal has");
    }

    private void sql(String statement) throws SQLException {
        String url = "jdbc:h2:" + folder.resolve("metadata").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url, "plumbline", "");
                Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
