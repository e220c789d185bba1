package io.plumbline.engine.metadata;

import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;

/// Compares what the index says with what the journal says: H2 does not notice every byte that
/// changed in its file.
public final class MirrorCheck {
    private static final List<String> TABLES =
            List.of(
                    "runs",
                    "run_steps",
                    "run_checks",
                    "run_outputs",
                    "run_shipments",
                    "datasets",
                    "dataset_versions",
                    "lineage_jobs",
                    "lineage_datasets",
                    "lineage_columns",
                    "lineage_edges",
                    "control_results",
                    "column_classes",
                    "problems");

    private MirrorCheck() {}

    /// What the comparison found.
    ///
    /// @param compared whether there was an index to compare; false before the first command
    /// @param upTo the last event that the index has
    /// @param differences what does not agree, in words; empty when all does
    public record Result(boolean compared, long upTo, List<String> differences) {

        /// Copies the list.
        public Result {
            differences = List.copyOf(differences);
        }
    }

    /// Compares the index of a store that is open in this process.
    ///
    /// @param records how many records of the journal are good, as [JournalVerification] found
    public static Result of(MetadataStore store, Path dotPlumbline, long records) {
        return store.isOwner()
                ? store.quietly(() -> compare(store.index(), dotPlumbline, records))
                : new Result(false, 0, List.of());
    }

    /// Compares the index of a workspace that nobody has open, on a copy, so that nothing in it
    /// changes.
    ///
    /// @param records how many records of the journal are good, as [JournalVerification] found
    public static Result of(Path dotPlumbline, long records) {
        Path file = IndexFile.file(dotPlumbline);
        if (Files.notExists(file)) {
            return new Result(false, 0, List.of());
        }
        try {
            Path copy = Files.createTempDirectory("plumbline-verify");
            try {
                Files.copy(file, IndexFile.file(copy), StandardCopyOption.REPLACE_EXISTING);
                try (Index index = Index.readOnly(IndexFile.database(copy))) {
                    if (index.position().version() != Index.VERSION) {
                        // the next command builds it anew
                        return new Result(false, 0, List.of());
                    }
                    return compare(index, dotPlumbline, records);
                }
            } catch (JdbiException _) {
                return new Result(true, 0, List.of("the index cannot be read"));
            } finally {
                delete(copy);
            }
        } catch (IOException e) {
            throw FileFailures.cannot("copy the index", file, e);
        }
    }

    private static Result compare(Index index, Path dotPlumbline, long records) {
        List<String> differences = new ArrayList<>();
        try {
            Index.Position at = index.position();
            long upTo = Math.min(at.sequence(), records);
            try (JournalRecord.Reader reader = Journal.reader(dotPlumbline, 1, upTo);
                    Index expected = Index.inMemory()) {
                compareAudit(index, expected, reader, at, differences);
                for (String table : TABLES) {
                    if (!rows(expected, table).equals(rows(index, table))) {
                        differences.add("table " + table + " of the index does not agree");
                    }
                }
            }
            return new Result(true, at.sequence(), differences);
        } catch (JdbiException _) {
            return new Result(true, 0, List.of("the index cannot be read"));
        }
    }

    /// Goes through the journal once, comparing audit events on the way and collecting the rest.
    private static void compareAudit(
            Index index,
            Index expected,
            JournalRecord.Reader reader,
            Index.Position at,
            List<String> differences) {
        List<JournalRecord> others = new ArrayList<>();
        String last = "";
        try (Handle handle = index.handle();
                ResultIterator<AuditRecord> mirrored =
                        handle.createQuery("SELECT * FROM audit_events ORDER BY sequence")
                                .setFetchSize(1_000)
                                .map((r, c) -> AuditRecords.read(r))
                                .iterator()) {
            boolean agrees = true;
            Optional<JournalRecord> next = reader.next();
            while (next.isPresent()) {
                JournalRecord record = next.orElseThrow();
                last = record.hash();
                if (!record.type().equals(EventType.AUDIT)) {
                    others.add(record);
                } else if (agrees && !same(record, mirrored)) {
                    agrees = false;
                    differences.add(
                            "audit event %d of the index does not agree"
                                    .formatted(record.sequence()));
                }
                next = reader.next();
            }
            if (agrees && mirrored.hasNext()) {
                differences.add("the index has audit events that the journal does not have");
            }
        }
        if (at.sequence() > 0 && !last.equals(at.hash())) {
            differences.add("the index has seen other records than the journal has");
        }
        IndexCatchUp.apply(expected, others, new ArrayList<>());
    }

    private static boolean same(JournalRecord record, Iterator<AuditRecord> mirrored) {
        try {
            return mirrored.hasNext() && mirrored.next().equals(Payloads.audit(record));
        } catch (PlumblineException _) {
            // details that are no JSON any more
            return false;
        }
    }

    private static List<String> rows(Index index, String table) {
        return index.ask(h ->
                h.select("SELECT * FROM " + table + " ORDER BY 1, 2, 3")
                        .map((r, c) -> row(r))
                        .list());
    }

    private static String row(java.sql.ResultSet r) throws java.sql.SQLException {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
            row.append(r.getString(i)).append('\0');
        }
        return row.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
