package io.plumbline.connectors.files;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The data files right in a folder, each a table by its base name: `orders` is `orders.csv`. A
/// file is opened when it is named.
public final class FolderSource implements Source {
    private final List<DataFile> files;

    /// Lists a folder.
    ///
    /// @throws PlumblineException with FILE_MISSING when there is no such folder
    public FolderSource(Path folder) {
        if (!Files.isDirectory(folder)) {
            String reason = Files.exists(folder) ? "it is a file, not a folder" : "it is not there";
            throw PlumblineException.of(
                    ErrorCode.FILE_MISSING,
                    "Cannot open data folder '" + folder + "': " + reason,
                    "Name a folder that holds CSV, JSON or Parquet files");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            files =
                    entries.filter(p -> !p.getFileName().toString().startsWith("."))
                            .sorted()
                            .map(DataFile::of)
                            .flatMap(Optional::stream)
                            .toList();
        } catch (IOException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot list data folder '" + folder + "'",
                    "Check who may read it",
                    e);
        }
    }

    @Override
    public String test() {
        return "Folder with " + files.size() + " data files";
    }

    @Override
    public List<String> tables() {
        return files.stream().map(DataFile::base).distinct().toList();
    }

    @Override
    public TableDescription describe(String table) {
        return FileTables.describe(table, file(table), CsvOptions.DEFAULT);
    }

    @Override
    public Scan scan(String table, @Nullable Schema schema) {
        return FileTables.scan(List.of(file(table)), CsvOptions.DEFAULT, schema);
    }

    @Override
    public Output output(String table, Schema schema, WriteMode mode) {
        throw PlumblineException.of(
                ErrorCode.CAPABILITY_MISSING,
                "Cannot write table '" + table + "': a data folder is only read",
                "Write through a connection of kind files");
    }

    private DataFile file(String table) {
        List<DataFile> exact = files.stream().filter(f -> f.base().equals(table)).toList();
        List<DataFile> found =
                exact.isEmpty()
                        ? files.stream().filter(f -> f.base().equalsIgnoreCase(table)).toList()
                        : exact;
        if (found.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Unknown table: '" + table + "'",
                    Suggestion.nearest(table, tables())
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse(null));
        }
        if (found.size() > 1) {
            String names = String.join("' and '", found.stream().map(DataFile::shown).toList());
            throw PlumblineException.of(
                    ErrorCode.DATASET_INVALID,
                    "Ambiguous table: '" + table + "' is '" + names + "'",
                    "Rename one of the files, or move it to another folder");
        }
        return found.getFirst();
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
