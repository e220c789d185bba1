package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/// Rows on their way into a managed table. The staging folder is where the files stay for good;
/// nothing knows of it until the commit.
final class TableOutput implements Output.Files {
    private static final int FOLDER_ATTEMPTS = 5;

    private final TableFolder folder;
    private final Schema wanted;
    private final TableCommit commit;
    private final WritePlan plan;
    private final Path staging;
    private final Set<Path> open;
    private @Nullable List<WrittenFile> written;
    private boolean finished;

    /// Opens a folder to write into.
    ///
    /// @param open the staging folders in use, kept up to date
    TableOutput(
            TableFolder folder,
            Schema wanted,
            WriteMode mode,
            Map<String, String> properties,
            Set<Path> open) {
        this.folder = folder;
        this.wanted = wanted;
        this.open = open;
        Optional<TableFolder.Loaded> base = folder.load();
        this.commit = new TableCommit(folder, mode, Map.copyOf(properties), base);
        this.plan = commit.plan(base, wanted);
        this.staging = folder.data().resolve(UUID.randomUUID().toString());
        makeStaging();
    }

    private void makeStaging() {
        open.add(staging);
        for (int attempt = 1; ; attempt++) {
            try {
                folder.disk().createFolders(staging);
                return;
            } catch (IOException e) {
                // another write that ended without a commit may have removed the table's empty
                // folder
                if (attempt == FOLDER_ATTEMPTS || !(e instanceof NoSuchFileException)) {
                    open.remove(staging);
                    throw Failures.write(folder.name(), e);
                }
            }
        }
    }

    @Override
    public Path staging() {
        return staging;
    }

    @Override
    public Scan.FileFormat format() {
        return Scan.FileFormat.PARQUET;
    }

    @Override
    public Map<String, String> copyOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("COMPRESSION", "zstd");
        options.put(
                "FIELD_IDS",
                plan.written().stream()
                        .map(c -> IcebergTypes.duckText(c.name()) + ": " + c.fieldId())
                        .collect(Collectors.joining(", ", "{", "}")));
        return options;
    }

    @Override
    public Schema schema() {
        return plan.words(folder.name());
    }

    @Override
    public void written(List<WrittenFile> files) {
        written = files.stream().map(this::staged).toList();
    }

    /// Returns the file by its name under the staging folder as we know it: the engine names files
    /// by their real paths, where no symbolic link is left.
    private WrittenFile staged(WrittenFile file) {
        try {
            Path real = file.path().toRealPath();
            Path folderOfReal = staging.toRealPath();
            if (real.startsWith(folderOfReal)) {
                Path path = staging.resolve(folderOfReal.relativize(real));
                return new WrittenFile(path, file.rows(), file.bytes(), file.columnStatistics());
            }
        } catch (NoSuchFileException e) {
            // said below
        } catch (IOException e) {
            throw Failures.write(folder.name(), e);
        }
        throw defect("a written file is not in the staging folder");
    }

    @Override
    public String commit() {
        List<WrittenFile> files = written;
        if (finished || files == null) {
            throw defect("commit without written files or after the end");
        }
        List<Types.NestedField> columns = plan.written();
        List<StagedFile> staged =
                files.stream()
                        .filter(f -> f.rows() > 0)
                        .map(f -> StagedFile.of(folder, columns, f))
                        .toList();
        try {
            folder.prepare();
            for (StagedFile file : staged) {
                folder.disk().force(file.path());
            }
            folder.disk().forceFolder(staging);
            folder.disk().forceFolder(folder.data());
        } catch (IOException e) {
            throw Failures.write(folder.name(), e);
        }
        try {
            String version = commit.run(wanted, plan, staged);
            finish(staged);
            return version;
        } finally {
            if (commit.perhapsVisible()) {
                finished = true;
                open.remove(staging);
            }
        }
    }

    /// Removes what the commit did not take, such as files without rows.
    private void finish(List<StagedFile> staged) {
        Set<Path> kept = staged.stream().map(StagedFile::path).collect(Collectors.toSet());
        try {
            deleteAll(kept);
        } catch (IOException e) {
            // left for the collection of orphans
        }
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            deleteAll(Set.of());
            for (Path empty : List.of(folder.data(), folder.metadata(), folder.path())) {
                java.nio.file.Files.deleteIfExists(empty);
            }
        } catch (DirectoryNotEmptyException e) {
            // the table has other files: its folder stays
        } catch (IOException e) {
            throw Failures.write(folder.name(), e);
        } finally {
            open.remove(staging);
        }
    }

    private void deleteAll(Set<Path> kept) throws IOException {
        try (Stream<Path> found = java.nio.file.Files.walk(staging)) {
            for (Path path : found.sorted((a, b) -> b.compareTo(a)).toList()) {
                boolean keep = kept.stream().anyMatch(k -> k.startsWith(path));
                if (!keep) {
                    java.nio.file.Files.deleteIfExists(path);
                }
            }
        } catch (NoSuchFileException e) {
            // nothing was staged
        }
    }

    private PlumblineException defect(String what) {
        return PlumblineException.of(
                ErrorCode.INTERNAL_ERROR,
                "Cannot write table '" + folder.name() + "': " + what,
                null);
    }
}
