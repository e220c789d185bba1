package io.plumbline.engine.version;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;

/// Tells of snapshots in our words.
final class Versions {
    private Versions() {}

    /// Describes one snapshot of a table.
    static DatasetVersion of(TableFolder folder, TableMetadata metadata, Snapshot snapshot) {
        // other writers may leave it out
        Map<String, String> summary = Objects.requireNonNullElse(snapshot.summary(), Map.of());
        Map<String, String> properties = new HashMap<>();
        summary.forEach((key, value) -> {
            if (key.startsWith(ManagedTables.PROPERTY_PREFIX)) {
                properties.put(key.substring(ManagedTables.PROPERTY_PREFIX.length()), value);
            }
        });
        Snapshot current = metadata.currentSnapshot();
        return new DatasetVersion(
                String.valueOf(snapshot.snapshotId()),
                Optional.ofNullable(snapshot.parentId()).map(String::valueOf),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                Optional.ofNullable(snapshot.operation()).orElse("append"),
                figure(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
                figure(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
                figure(summary, SnapshotSummary.ADDED_RECORDS_PROP),
                figure(summary, SnapshotSummary.DELETED_RECORDS_PROP),
                IcebergTypes.schema(folder.name(), schema(metadata, Optional.of(snapshot))),
                properties,
                current != null && current.snapshotId() == snapshot.snapshotId());
    }

    /// Returns the columns of a snapshot, or of the table when it has none.
    static Schema schema(TableMetadata metadata, Optional<Snapshot> snapshot) {
        return snapshot.map(Snapshot::schemaId)
                .map(id -> metadata.schemasById().get(id))
                .orElseGet(metadata::schema);
    }

    private static long figure(Map<String, String> summary, String name) {
        try {
            return Long.parseLong(summary.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
