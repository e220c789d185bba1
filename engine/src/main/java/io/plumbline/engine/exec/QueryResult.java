package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Rows that stream out of the engine, each read once. Closing it early stops the work behind it.
///
/// Only [#cancel()] and [#progress()] may be called by another thread than the one that reads.
public final class QueryResult implements AutoCloseable {
    private static final long INSIST_MILLIS = 100;
    private static final String RESULT = "CREATE TEMP TABLE result AS ";

    private final LockedDatabase database;
    private final DuckDBConnection connection;
    private volatile DuckDBPreparedStatement statement;
    private final String sql;
    private final @Nullable Supplier<String> exact;
    private final Schema schema;
    private final FileNames files;
    private @Nullable ResultSet rows;
    private @Nullable Ticker insisting;
    private @Nullable Session owned;

    /// Takes a query that starts when the first row is asked for.
    ///
    /// @param exact gives the statement to run instead where the first one overflows
    QueryResult(
            LockedDatabase database,
            String sql,
            @Nullable Supplier<String> exact,
            Schema schema,
            FileNames files)
            throws SQLException {
        this.database = database;
        this.connection = database.another();
        this.statement = connection.createStatement().unwrap(DuckDBPreparedStatement.class);
        this.sql = sql;
        this.exact = exact;
        this.schema = schema;
        this.files = files;
    }

    /// Closes something more when this result closes.
    QueryResult owning(Session session) {
        owned = session;
        return this;
    }

    /// Computes the rows into a table first: it spills where memory is short, and its errors keep
    /// their texts.
    private ResultSet start() throws SQLException {
        refuseCancelled();
        compute();
        refuseCancelled();
        return database.stream(statement, "SELECT * FROM result");
    }

    private void compute() throws SQLException {
        try {
            statement.execute(RESULT + sql);
        } catch (SQLException e) {
            ErrorCode code = EngineErrors.translate(e, files).problem().code();
            if (exact == null || code != ErrorCode.OVERFLOW) {
                throw e;
            }
            again();
            statement.execute(RESULT + exact.get());
        }
    }

    /// A statement that failed is closed.
    private synchronized void again() throws SQLException {
        refuseCancelled();
        statement = connection.createStatement().unwrap(DuckDBPreparedStatement.class);
    }

    private synchronized void refuseCancelled() {
        if (insisting != null) {
            throw Cancellation.cancelled();
        }
    }

    /// Returns the columns, in order.
    public Schema schema() {
        return schema;
    }

    /// Moves to the next row; returns false after the last one.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when the work fails or is cancelled
    public boolean next() {
        try {
            return rows().next();
        } catch (SQLException e) {
            throw EngineErrors.translate(e, files);
        }
    }

    /// Returns the value in a column of the row, counted from 0: Boolean, Long (SMALLINT, INTEGER,
    /// BIGINT), BigDecimal, Float (REAL), Double, String (also intervals, in the engine's words),
    /// byte[], LocalDate, LocalTime, LocalDateTime, OffsetDateTime in UTC, or null.
    public @Nullable Object value(int column) {
        try {
            return RowValues.read(rows(), column + 1, schema.fields().get(column).type());
        } catch (SQLException e) {
            throw EngineErrors.translate(e, files);
        }
    }

    /// Returns the rows as JDBC hands them out, for a target that takes them so.
    ResultSet rows() throws SQLException {
        ResultSet started = rows;
        if (started == null) {
            started = start();
            rows = started;
        }
        return started;
    }

    /// Stops the work; the reading thread then fails with CANCELLED.
    public synchronized void cancel() {
        Statements.interrupt(statement);
        if (insisting == null) {
            insisting = Ticker.every(INSIST_MILLIS, () -> Statements.interrupt(statement));
        }
    }

    /// Returns how much of the work is done in percent; -1 while unknown.
    public double progress() {
        return Statements.progress(statement);
    }

    @Override
    public synchronized void close() {
        if (insisting != null) {
            insisting.close();
        }
        Statements.close(statement, connection);
        if (owned != null) {
            owned.close();
        }
    }
}
