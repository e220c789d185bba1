package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.WriteMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.expressions.Expressions;

/// Turns staged files into the table's next snapshot. An append that finds the table moved on tries
/// again on top of it; a replacement does not, as it would drop rows that its writer never saw.
final class TableCommit {
    private static final int ATTEMPTS = 50;
    private static final int LONGEST_PAUSE_MILLIS = 200;
    private static final long CLOCK_TOLERANCE_MILLIS = 59_000;

    private final TableFolder folder;
    private final WriteMode mode;
    private final Map<String, String> properties;
    private final int seen;
    private boolean perhapsVisible;

    /// Remembers the table as it was when the write began.
    TableCommit(
            TableFolder folder,
            WriteMode mode,
            Map<String, String> properties,
            Optional<TableFolder.Loaded> base) {
        this.folder = folder;
        this.mode = mode;
        this.properties = properties;
        this.seen = number(base);
    }

    /// Returns whether readers may see the files, so that they must stay.
    boolean perhapsVisible() {
        return perhapsVisible;
    }

    /// Plans the write on top of the table as it is.
    WritePlan plan(Optional<TableFolder.Loaded> base, Schema wanted) {
        if (base.isEmpty()) {
            return WritePlan.replace(folder.name(), null, 0, wanted);
        }
        TableMetadata old = base.orElseThrow().metadata();
        return switch (mode) {
            case REPLACE ->
                    WritePlan.replace(folder.name(), old.schema(), old.lastColumnId(), wanted);
            case APPEND ->
                    WritePlan.append(folder.name(), old.schema(), old.lastColumnId(), wanted);
        };
    }

    /// Commits the files, durably, and returns the snapshot's id.
    String run(Schema wanted, WritePlan written, List<StagedFile> files) {
        for (int attempt = 1; ; attempt++) {
            Optional<TableFolder.Loaded> base = folder.load();
            if (mode == WriteMode.REPLACE && number(base) != seen) {
                throw conflict("it was changed while this run wrote");
            }
            checkClock(base);
            WritePlan plan = plan(base, wanted);
            if (!plan.sameColumns(written)) {
                throw conflict("its columns were changed while this run wrote");
            }
            try {
                return attempt(base, plan, files);
            } catch (TableMoved e) {
                if (mode == WriteMode.REPLACE || attempt == ATTEMPTS) {
                    throw conflict("another run was first");
                }
                pause(attempt);
            }
        }
    }

    /// Iceberg bears a clock that goes back by a minute, and no more.
    private void checkClock(Optional<TableFolder.Loaded> base) {
        long last = base.map(b -> b.metadata().lastUpdatedMillis()).orElse(0L);
        if (last - System.currentTimeMillis() >= CLOCK_TOLERANCE_MILLIS) {
            throw PlumblineException.of(
                    ErrorCode.COMMIT_CONFLICT,
                    "Cannot write table '%s': this machine's clock is behind its last version of %s"
                            .formatted(
                                    folder.name(),
                                    Instant.ofEpochMilli(last).truncatedTo(ChronoUnit.SECONDS)),
                    "Set the clock, or wait until that time");
        }
    }

    private String attempt(
            Optional<TableFolder.Loaded> base, WritePlan plan, List<StagedFile> files) {
        TableMetadata start = start(base, plan);
        PinnedOperations operations = new PinnedOperations(folder, number(base) + 1, start);
        try {
            SnapshotUpdate<?> update =
                    update(new BaseTable(operations, folder.name(), _ -> {}), start, files);
            properties.forEach((k, v) -> update.set(ManagedTables.PROPERTY_PREFIX + k, v));
            update.commit();
        } catch (CommitStateUnknownException e) {
            perhapsVisible = true;
            throw Failures.write(folder.name(), e);
        } catch (TableMoved e) {
            throw e;
        } catch (RuntimeException e) {
            // Iceberg's failures have no common type
            if (!operations.committed()) {
                throw Failures.write(folder.name(), e);
            }
        }
        perhapsVisible = true;
        return String.valueOf(operations.current().currentSnapshot().snapshotId());
    }

    private SnapshotUpdate<?> update(BaseTable table, TableMetadata start, List<StagedFile> files) {
        if (mode == WriteMode.APPEND || start.currentSnapshot() == null) {
            var append = table.newAppend();
            files.forEach(f -> append.appendFile(f.data()));
            return append;
        }
        OverwriteFiles overwrite =
                table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
        files.forEach(f -> overwrite.addFile(f.data()));
        return overwrite;
    }

    /// Returns the metadata to add the snapshot to: with the new schema, and the folder's location
    /// of today.
    private TableMetadata start(Optional<TableFolder.Loaded> base, WritePlan plan) {
        if (base.isEmpty()) {
            return TableMetadata.newTableMetadata(
                    plan.table(),
                    PartitionSpec.unpartitioned(),
                    SortOrder.unsorted(),
                    folder.location(),
                    Map.of(
                            TableProperties.FORMAT_VERSION,
                            "2",
                            TableProperties.PARQUET_COMPRESSION,
                            "zstd"));
        }
        TableMetadata old = base.orElseThrow().metadata();
        TableMetadata.Builder next = TableMetadata.buildFrom(old);
        if (!old.location().equals(folder.location())) {
            next.setLocation(folder.location());
        }
        return next.setCurrentSchema(plan.table(), plan.lastColumnId()).build();
    }

    private static int number(Optional<TableFolder.Loaded> base) {
        return base.map(TableFolder.Loaded::number).orElse(0);
    }

    private PlumblineException conflict(String reason) {
        return PlumblineException.of(
                ErrorCode.COMMIT_CONFLICT,
                "Cannot write table '" + folder.name() + "': " + reason,
                "Run again; nothing was changed by this run");
    }

    private void pause(int attempt) {
        try {
            int longest = Math.min(LONGEST_PAUSE_MILLIS, 10 * attempt);
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlumblineException.of(
                    ErrorCode.CANCELLED,
                    "Cannot write table '" + folder.name() + "': cancelled",
                    null,
                    e);
        }
    }
}
