package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/// The managed tables of a workspace: each a folder that holds an Iceberg table, whose versions are
/// snapshots. Safe for use by several threads and processes. Names of tables match without regard
/// to case. Every failure is a [PlumblineException].
public final class ManagedTables {
    /// The property of a version that names the run which wrote it.
    public static final String RUN_ID = "run-id";

    /// Keeps what writers write down apart from Iceberg's own words in a snapshot's summary.
    static final String PROPERTY_PREFIX = "plumbline.";

    private final Path lakehouse;
    private final Disk disk;
    private final Set<Path> open = ConcurrentHashMap.newKeySet();

    /// Uses the folder of all tables, which need not exist yet.
    public ManagedTables(Path lakehouse) {
        this(lakehouse, Disk.REAL);
    }

    ManagedTables(Path lakehouse, Disk disk) {
        this.lakehouse = lakehouse.toAbsolutePath().normalize();
        this.disk = disk;
    }

    /// Opens a write of Parquet files; the commit creates the table when it is absent and returns
    /// the new version's id. REPLACE may change the columns: same name and type keep what is known
    /// of them. APPEND needs the same columns, in any order. Fails at once when the columns cannot
    /// be written, and at the commit with COMMIT_CONFLICT when another write was first and this one
    /// cannot come after it.
    ///
    /// @param properties written down with the version, such as [#RUN_ID]
    public Output.Files output(
            String table, Schema schema, WriteMode mode, Map<String, String> properties) {
        TableFolder folder = folder(table);
        TableNames.columns(folder.name(), schema);
        return new TableOutput(folder, schema, mode, properties, open);
    }

    /// Returns the rows of the current version, as Parquet files to be read with the option
    /// `schema`; an empty version has no files.
    public Scan.Files scan(String table) {
        TableFolder folder = folder(table);
        TableMetadata metadata = load(folder);
        return scan(folder, metadata, Optional.ofNullable(metadata.currentSnapshot()));
    }

    /// Returns the rows of one version, with the columns of that time.
    ///
    /// @param version a version's id
    public Scan.Files scan(String table, String version) {
        TableFolder folder = folder(table);
        TableMetadata metadata = load(folder);
        Snapshot snapshot =
                metadata.snapshots().stream()
                        .filter(s -> String.valueOf(s.snapshotId()).equals(version))
                        .findFirst()
                        .orElseThrow(() -> unknownVersion(folder, version));
        return scan(folder, metadata, Optional.of(snapshot));
    }

    /// Returns the versions of a table, oldest first.
    public List<DatasetVersion> versions(String table) {
        TableFolder folder = folder(table);
        TableMetadata metadata = load(folder);
        return metadata.snapshots().stream().map(s -> Versions.of(folder, metadata, s)).toList();
    }

    /// Returns the columns of the current version.
    public Schema schema(String table) {
        TableFolder folder = folder(table);
        return IcebergTypes.schema(folder.name(), load(folder).schema());
    }

    /// Returns whether a table of that name has been committed.
    public boolean exists(String table) {
        return folder(table).newest().isPresent();
    }

    /// Returns the names of all committed tables, in order.
    public List<String> tables() {
        return names().stream()
                .filter(n -> new TableFolder(n, lakehouse.resolve(n), disk).newest().isPresent())
                .toList();
    }

    /// Removes files that no version needs, such as those of a killed run; never called by itself.
    /// Files in use by a write of this object stay, and so does everything younger than the age
    /// given, which protects the writes of other processes.
    ///
    /// @return how many files were removed
    public int collectOrphans(String table, Duration olderThan) {
        TableFolder folder = folder(table);
        return new Orphans(folder, load(folder))
                .remove(Instant.now().minus(olderThan), Set.copyOf(open));
    }

    private Scan.Files scan(
            TableFolder folder, TableMetadata metadata, Optional<Snapshot> snapshot) {
        var schema = Versions.schema(metadata, snapshot);
        List<Path> files =
                snapshot.map(s -> new SnapshotFiles(folder, metadata).data(s)).orElse(List.of());
        String columns =
                schema.columns().stream()
                        .map(c ->
                                "%d: {name: %s, type: %s, default_value: NULL}"
                                        .formatted(
                                                c.fieldId(),
                                                IcebergTypes.duckText(c.name()),
                                                IcebergTypes.duckText(
                                                        IcebergTypes.duckType(c.type()))))
                        .collect(Collectors.joining(", ", "MAP {", "}"));
        return new Scan.Files(
                files,
                Scan.FileFormat.PARQUET,
                Map.of("schema", columns),
                IcebergTypes.schema(folder.name(), schema));
    }

    private TableFolder folder(String table) {
        String name = TableNames.table(table);
        String known =
                Files.isDirectory(lakehouse.resolve(name))
                        ? name
                        : names().stream()
                                .filter(n -> n.equalsIgnoreCase(name))
                                .findFirst()
                                .orElse(name);
        return new TableFolder(known, lakehouse.resolve(known), disk);
    }

    private TableMetadata load(TableFolder folder) {
        return folder.load()
                .map(TableFolder.Loaded::metadata)
                .orElseThrow(() -> unknownTable(folder.name()));
    }

    private List<String> names() {
        try (Stream<Path> entries = Files.list(lakehouse)) {
            return entries.filter(Files::isDirectory)
                    .map(p -> p.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failures.unreadable("*", e);
        }
    }

    private PlumblineException unknownTable(String name) {
        return PlumblineException.of(
                ErrorCode.TABLE_UNKNOWN,
                "Unknown managed table: '" + name + "'",
                Suggestion.nearest(name, tables())
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Run the pipeline that writes it"));
    }

    private static PlumblineException unknownVersion(TableFolder folder, String version) {
        return PlumblineException.of(
                ErrorCode.TABLE_UNKNOWN,
                "Table '" + folder.name() + "' has no version '" + TableNames.shown(version) + "'",
                "List the versions of the table");
    }
}
