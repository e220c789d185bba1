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
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files below a folder; links that lead out of it are not followed.
final class FilesSource implements Source {
    private static final int DEEPEST = 16;

    private final Path folder;
    private final CsvOptions options;

    FilesSource(Path folder, CsvOptions options) {
        this.folder = folder;
        this.options = options;
    }

    @Override
    public String test() {
        return "Folder with " + tables().size() + " data files";
    }

    @Override
    public List<String> tables() {
        if (!Files.isDirectory(folder)) {
            throw PlumblineException.of(
                    ErrorCode.CONNECTION_FAILED,
                    "Cannot open folder '"
                            + folder.getFileName()
                            + "': "
                            + (Files.exists(folder) ? "it is a file" : "it is not there"),
                    "Correct 'path' of the connection; relative paths start at the workspace");
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                    .filter(p ->
                            p.getFileName() != null && !p.getFileName().toString().startsWith("."))
                    .filter(p -> DataFile.of(p).isPresent())
                    .map(p -> folder.relativize(p).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw PlumblineException.of(
                    ErrorCode.CONNECTION_FAILED,
                    "Cannot list folder '" + folder.getFileName() + "'",
                    "Check who may read it",
                    e);
        }
    }

    @Override
    public TableDescription describe(String table) {
        return FileTables.describe(table, files(table).getFirst(), options);
    }

    @Override
    public Scan scan(String table, @Nullable Schema schema) {
        return FileTables.scan(files(table), options, schema);
    }

    @Override
    public Output output(String table, Schema schema, WriteMode mode) {
        return FileOutput.open(inside(table), table, schema, mode, options);
    }

    private List<DataFile> files(String table) {
        if (table.contains("*")
                || table.contains("?")
                || table.contains("[")
                || table.contains("{")) {
            return matching(table);
        }
        Path path = inside(table);
        DataFile file =
                DataFile.of(path)
                        .orElseThrow(() ->
                                PlumblineException.of(
                                        ErrorCode.TABLE_UNKNOWN,
                                        "Cannot read file '"
                                                + table
                                                + "': its name does not end in .csv, .tsv, .json, .jsonl, .ndjson or .parquet, also with .gz or .zst",
                                        "Rename it"));
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            String remedy =
                    Suggestion.nearest(table, tables())
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Correct the table's name, or bring the file");
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Cannot read file '" + table + "': it is not in the connection's folder",
                    remedy);
        }
        return List.of(file);
    }

    private List<DataFile> matching(String pattern) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            List<DataFile> found =
                    tables().stream()
                            .filter(t -> matcher.matches(Path.of(t)))
                            .map(t -> DataFile.of(folder.resolve(t)))
                            .flatMap(Optional::stream)
                            .toList();
            if (found.isEmpty()) {
                throw PlumblineException.of(
                        ErrorCode.TABLE_UNKNOWN,
                        "Cannot read files '"
                                + pattern
                                + "': no file in the connection's folder has such a name",
                        "Correct the pattern, or bring the files");
            }
            if (found.stream().anyMatch(f -> f.format() != found.getFirst().format())) {
                throw PlumblineException.of(
                        ErrorCode.TABLE_UNKNOWN,
                        "Cannot read files '" + pattern + "': they are of several formats",
                        "Choose a pattern for one, such as *.csv");
            }
            return found;
        } catch (PatternSyntaxException e) {
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Invalid file pattern: '"
                            + pattern
                            + "' (must be a name with *, ?, [..] or {..})",
                    null,
                    e);
        }
    }

    /// Returns the path below the folder, also when links are followed.
    private Path inside(String table) {
        try {
            Path path = folder.resolve(table).normalize();
            boolean below =
                    path.startsWith(folder) && !path.equals(folder) && !Path.of(table).isAbsolute();
            if (below && Files.exists(path)) {
                below = path.toRealPath().startsWith(folder.toRealPath());
            }
            if (below) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Invalid file name: '" + table.replace('\0', ' ') + "'",
                    null,
                    e);
        } catch (IOException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read file '" + table + "'",
                    "Check who may read it",
                    e);
        }
        throw PlumblineException.of(
                ErrorCode.REFERENCE_REFUSED,
                "Cannot read file '" + table + "': it lies outside the connection's folder",
                "Make a connection for that folder");
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
