package io.plumbline.engine.version;

import io.plumbline.engine.model.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One version of a managed table: everything that the table held after one commit.
///
/// @param id the snapshot's id
/// @param parent the id of the version before, empty for the first
/// @param time when it was committed
/// @param operation Iceberg's word for the change: `append`, `overwrite` or `delete`
/// @param rows rows of the whole version
/// @param bytes size of its data files
/// @param addedRows rows that this commit brought
/// @param removedRows rows that this commit took away
/// @param schema the columns at that time
/// @param properties what the writer wrote down, such as [ManagedTables#RUN_ID]
/// @param current whether readers see this version unless they ask for another
public record DatasetVersion(
        String id,
        Optional<String> parent,
        Instant time,
        String operation,
        long rows,
        long bytes,
        long addedRows,
        long removedRows,
        Schema schema,
        Map<String, String> properties,
        boolean current) {

    /// Copies the properties.
    public DatasetVersion {
        properties = Map.copyOf(properties);
    }

    /// Returns the run that wrote this version.
    public Optional<String> runId() {
        return Optional.ofNullable(properties.get(ManagedTables.RUN_ID));
    }
}
