package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows the files behind relations and makes a view of each one when it is first asked for.
final class Relations {
    private static final Pattern UNKNOWN_COLUMN =
            Pattern.compile(
                    "(?:Referenced column|Column) \"(.*?)\" (?:not found|referenced that exists)");

    private final Map<List<String>, Scan.Files> scans = new LinkedHashMap<>();
    private final Map<Path, Path> realPaths = new LinkedHashMap<>();
    private final Map<List<String>, String> names = new LinkedHashMap<>();
    private final FileNames files;
    private final FileGuard guard;

    /// Takes the scans of files among those given.
    ///
    /// @throws PlumblineException with FILE_MISSING or FILE_UNREADABLE naming a file
    Relations(Map<List<String>, Scan> all, FileGuard guard) {
        this.guard = guard;
        Map<String, String> shown = new LinkedHashMap<>();
        all.forEach((path, scan) -> {
            if (scan instanceof Scan.Files found) {
                scans.put(key(path), found);
                for (Path file : found.paths()) {
                    Path real = realPaths.computeIfAbsent(file, Relations::real);
                    shown.putIfAbsent(real.toString(), String.valueOf(file.getFileName()));
                }
            }
        });
        this.files = new FileNames(Map.copyOf(shown));
    }

    /// Returns a relation's path as names are matched: without regard to case.
    static List<String> key(List<String> path) {
        return path.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    }

    private static Path real(Path file) {
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real)) {
                throw missing(ErrorCode.FILE_UNREADABLE, file, "it is no file", null);
            }
            if (!Files.isReadable(real)) {
                throw missing(ErrorCode.FILE_UNREADABLE, file, "you may not read it", null);
            }
            return real;
        } catch (NoSuchFileException e) {
            throw missing(ErrorCode.FILE_MISSING, file, "it does not exist", e);
        } catch (AccessDeniedException e) {
            throw missing(ErrorCode.FILE_UNREADABLE, file, "you may not read it", e);
        } catch (IOException e) {
            throw missing(ErrorCode.FILE_UNREADABLE, file, "the system refuses it", e);
        }
    }

    private static PlumblineException missing(
            ErrorCode code, Path file, String why, @Nullable IOException cause) {
        String name = String.valueOf(file.getFileName());
        Problem problem =
                Problem.error(
                        code,
                        "Cannot read file '" + name + "': " + why,
                        Place.inFile(name, 0, 0),
                        null);
        return new PlumblineException(List.of(problem), cause);
    }

    FileNames files() {
        return files;
    }

    /// Returns the real paths of all files.
    Collection<Path> paths() {
        return realPaths.values();
    }

    /// Gives a relation a name of its own, such as that of a shipped table.
    void define(List<String> path, String quotedName) {
        names.put(key(path), quotedName);
    }

    /// Returns the quoted name of a relation, making its view when needed.
    ///
    /// @throws PlumblineException when its files are not what they are declared to be
    String name(LockedDatabase database, List<String> path) {
        String known = names.get(key(path));
        if (known != null) {
            return known;
        }
        Scan.Files scan = scans.get(key(path));
        if (scan == null) {
            throw new IllegalStateException("no relation " + path);
        }
        String name = DuckText.name(String.join("/", key(path)));
        view(database, name, scan);
        names.put(key(path), name);
        return name;
    }

    private void view(LockedDatabase database, String name, Scan.Files scan) {
        List<Path> paths =
                scan.paths().stream().map(p -> realPaths.getOrDefault(p, p)).distinct().toList();
        boolean writtenByUs = scan.options().containsKey("schema");
        if (!writtenByUs) {
            guard.check(paths, scan.format());
        }
        try {
            database.execute("CREATE VIEW " + name + " AS " + query(database, scan, paths));
        } catch (SQLException e) {
            Matcher column = UNKNOWN_COLUMN.matcher(String.valueOf(e.getMessage()));
            if (column.find()) {
                String file = files.shown(paths.getFirst().toString());
                Problem problem = FileErrors.changed(file, column.group(1), "has no column");
                throw new PlumblineException(List.of(problem), e);
            }
            PlumblineException known = EngineErrors.translate(e, files);
            boolean unclear =
                    known.problem().code() == ErrorCode.VALUE_INVALID
                            || known.problem().code() == ErrorCode.INTERNAL_ERROR;
            if (unclear && !paths.isEmpty()) {
                String file = files.shown(paths.getFirst().toString());
                throw new PlumblineException(List.of(FileErrors.unreadable(file)), e);
            }
            throw known;
        }
    }

    private String query(LockedDatabase database, Scan.Files scan, List<Path> paths)
            throws SQLException {
        boolean headed = !"false".equals(scan.options().get("header"));
        if (paths.isEmpty()) {
            return none(scan);
        }
        if (scan.format() != Scan.FileFormat.CSV || !headed) {
            return FileText.select(scan, paths, null);
        }
        Map<List<String>, List<Path>> byHeader = new LinkedHashMap<>();
        for (Path path : paths) {
            byHeader.computeIfAbsent(header(database, scan, path), _ -> new ArrayList<>())
                    .add(path);
        }
        return byHeader.entrySet().stream()
                .map(e -> FileText.select(scan, e.getValue(), e.getKey()))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String none(Scan.Files scan) {
        return scan.schema().fields().stream()
                .map(f ->
                        "CAST(NULL AS "
                                + DuckText.type(f.type())
                                + ") AS "
                                + DuckText.name(f.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE FALSE"));
    }

    private List<String> header(LockedDatabase database, Scan.Files scan, Path path)
            throws SQLException {
        String shown = files.shown(path.toString());
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(FileText.firstLine(scan, path))) {
            String line = rows.next() ? rows.getString(1) : null;
            if (line == null) {
                throw new PlumblineException(
                        Problem.error(
                                ErrorCode.DATA_INVALID,
                                "Cannot read file '"
                                        + shown
                                        + "': it is empty where a line of column names is expected",
                                Place.inFile(shown, 1, 1),
                                null));
            }
            List<String> names =
                    CsvHeader.names(
                            line,
                            scan.options().getOrDefault("delimiter", ","),
                            scan.options().getOrDefault("quote", "\""));
            CsvHeader.check(names, scan.schema(), shown);
            return CsvHeader.distinct(names);
        }
    }
}
