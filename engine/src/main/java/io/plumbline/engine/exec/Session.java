package io.plumbline.engine.exec;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// One instance of the embedded engine with the relations that a piece of work reads.
final class Session implements AutoCloseable {
    private static final long PROGRESS_MILLIS = 200;

    private final Relations relations;
    private final LockedDatabase database;
    private boolean phones;

    /// Opens an instance that reaches the files of the scans and the folders given.
    Session(
            EngineSettings settings,
            Map<List<String>, Scan> scans,
            Collection<Path> folders,
            FileGuard guard) {
        this.relations = new Relations(scans, guard);
        this.database = LockedDatabase.open(settings, relations.paths(), folders);
    }

    LockedDatabase database() {
        return database;
    }

    /// Returns the quoted name of a relation; a scan of files becomes a view when first asked for.
    String relation(List<String> path) {
        return relations.name(database, path);
    }

    /// Gives a relation a name.
    void define(List<String> path, String quotedName) {
        relations.define(path, quotedName);
    }

    /// Returns the real paths of the files behind the relations.
    Collection<Path> paths() {
        return relations.paths();
    }

    /// Runs a statement without rows.
    void run(String sql, Cancellation cancellation, DoubleConsumer progress) {
        run(sql, cancellation, progress, _ -> 0);
    }

    /// Runs a statement and hands its rows to the reader, on a connection of its own.
    ///
    /// @param progress told the percentage done now and then, by another thread
    <T extends @Nullable Object> T run(
            String sql, Cancellation cancellation, DoubleConsumer progress, Reader<T> reader) {
        cancellation.check();
        prepare(sql);
        try (var connection = database.another();
                DuckDBPreparedStatement statement =
                        connection.createStatement().unwrap(DuckDBPreparedStatement.class);
                var _ = cancellation.onCancel(() -> Statements.interrupt(statement));
                var _ =
                        Ticker.every(
                                PROGRESS_MILLIS, () -> tick(statement, cancellation, progress))) {
            boolean rows = statement.execute(sql);
            try (ResultSet found = rows ? statement.getResultSet() : null) {
                return reader.read(found);
            }
        } catch (SQLException e) {
            cancellation.check();
            throw EngineErrors.translate(e, relations.files());
        }
    }

    /// Makes known what the statement calls and the engine does not have by itself.
    private synchronized void prepare(String sql) {
        if (!phones && sql.contains(PhoneNumbers.FUNCTION)) {
            try {
                PhoneNumbers.register(database.connection());
            } catch (SQLException e) {
                throw EngineErrors.translate(e, relations.files());
            }
            phones = true;
        }
    }

    /// Interrupts again where the first interrupt came before the statement had begun.
    private static void tick(
            DuckDBPreparedStatement statement, Cancellation cancellation, DoubleConsumer progress) {
        if (cancellation.isCancelled()) {
            Statements.interrupt(statement);
        }
        double percent = Statements.progress(statement);
        if (percent >= 0) {
            progress.accept(percent);
        }
    }

    /// Returns what an error of the engine means.
    PlumblineException translated(SQLException e) {
        return EngineErrors.translate(e, relations.files());
    }

    /// Returns a query that starts when its first row is read.
    QueryResult query(String sql, Schema schema) {
        return query(sql, null, schema);
    }

    /// Returns a query that starts when its first row is read.
    ///
    /// @param exact gives the statement to run instead where the first one overflows
    QueryResult query(String sql, @Nullable Supplier<String> exact, Schema schema) {
        prepare(sql);
        try {
            return new QueryResult(database, sql, exact, schema, relations.files());
        } catch (SQLException e) {
            throw EngineErrors.translate(e, relations.files());
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /// Takes a statement's rows; null when it has none.
    interface Reader<T extends @Nullable Object> {
        T read(@Nullable ResultSet rows) throws SQLException;
    }
}
