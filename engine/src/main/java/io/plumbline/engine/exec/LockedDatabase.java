package io.plumbline.engine.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// An instance of DuckDB in memory that reaches the files and folders it was opened with and
/// nothing else: no other file, no network, no extension, no change of its settings.
final class LockedDatabase implements AutoCloseable {
    private final DuckDBConnection connection;
    private final @Nullable Path ownFolder;

    private LockedDatabase(DuckDBConnection connection, @Nullable Path ownFolder) {
        this.connection = connection;
        this.ownFolder = ownFolder;
    }

    /// Opens an instance.
    ///
    /// @param files the files that may be read
    /// @param folders the folders that may be written to and read, with what is below
    static LockedDatabase open(
            EngineSettings settings, Collection<Path> files, Collection<Path> folders) {
        Path own = null;
        DuckDBConnection made = null;
        try {
            Path spill = settings.temporaryFolder();
            if (spill == null) {
                own = Files.createTempDirectory("plumbline-");
                spill = own;
            }
            made = OpenedAhead.take();
            LockedDatabase database = new LockedDatabase(made, own);
            for (String setting : lockdown(settings, spill, files, folders)) {
                database.execute(setting);
            }
            return database;
        } catch (SQLException e) {
            closeQuietly(made, own);
            throw EngineErrors.translate(e, FileNames.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lockdown(
            EngineSettings settings, Path spill, Collection<Path> files, Collection<Path> folders) {
        List<String> out = new ArrayList<>();
        if (settings.memoryBytes() > 0) {
            out.add("SET memory_limit = '" + settings.memoryBytes() + "B'");
        }
        if (settings.threads() > 0) {
            out.add("SET threads = " + settings.threads());
        }
        out.add("SET temp_directory = " + DuckText.text(spill.toString()));
        out.add("SET TimeZone = 'UTC'");
        out.add("SET enable_progress_bar = true");
        out.add("SET enable_progress_bar_print = false");
        // a view reads the footer of its file, and the statement over it once more
        out.add("SET parquet_metadata_cache = true");
        out.add("SET allowed_paths = " + DuckText.texts(texts(files, "")));
        out.add("SET allowed_directories = " + DuckText.texts(texts(folders, "/")));
        out.add("SET allowed_configs = ['jdbc_stream_results']");
        out.add("SET enable_external_access = false");
        out.add("SET lock_configuration = true");
        return out;
    }

    private static List<String> texts(Collection<Path> paths, String end) {
        return paths.stream().map(p -> p.toAbsolutePath().normalize() + end).toList();
    }

    /// Returns a connection of its own to the same instance, which lives as long as one of its
    /// connections does.
    DuckDBConnection another() throws SQLException {
        return connection.duplicate();
    }

    /// Returns the connection that statements without one of their own share.
    DuckDBConnection connection() {
        return connection;
    }

    /// Runs a statement without rows.
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Starts a query whose rows are fetched as they are read. An error while it runs would lose
    /// its text on the way, so it is only for what cannot fail: reading a table.
    ResultSet stream(Statement statement, String sql) throws SQLException {
        synchronized (connection) {
            execute("SET jdbc_stream_results = true");
            try {
                return statement.executeQuery(sql);
            } finally {
                execute("SET jdbc_stream_results = false");
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(connection, ownFolder);
    }

    private static void closeQuietly(@Nullable DuckDBConnection connection, @Nullable Path own) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // an instance in memory has nothing left to lose
        }
        if (own != null) {
            delete(own);
        }
    }

    /// Removes a folder and what it holds; what is in use elsewhere stays.
    static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path p : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException | UncheckedIOException e) {
            // left to whoever cleans the machine's temporary folder
        }
    }
}
