package io.plumbline.engine.exec;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.SqlSystem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/// Brings the rows of a statement that another system runs into a table of the embedded engine.
final class Shipper {
    private static final int FETCH_ROWS = 10_000;
    private static final AtomicLong STREAMS = new AtomicLong();

    private final LockedDatabase database;
    private final Cancellation cancellation;

    Shipper(LockedDatabase database, Cancellation cancellation) {
        this.database = database;
        this.cancellation = cancellation;
    }

    /// What was shipped; bytes are those of the values, roughly.
    ///
    /// @param whole whether these are all rows, not only those of some keys
    record Shipped(long rows, long bytes, boolean whole) {}

    /// Runs a statement of one row of counts there.
    List<Long> counts(SqlSystem system, String sql) {
        cancellation.check();
        try (Connection source = connect(system);
                Statement statement = source.createStatement();
                var _ = cancellation.onCancel(() -> cancel(statement));
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            List<Long> out = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                out.add(rows.getLong(i));
            }
            return out;
        } catch (SQLException e) {
            cancellation.check();
            throw SourceErrors.reading(system, e);
        }
    }

    /// Runs the statement there and fills a new table here.
    ///
    /// @param table the new table's quoted name
    /// @param planned the columns of the statement with the types they are to have here
    /// @param onRows told the number of rows so far, after each batch, by another thread
    Shipped ship(
            SqlSystem system,
            KeySearch.Question question,
            String table,
            Schema planned,
            LongConsumer onRows) {
        cancellation.check();
        try (Connection source = connect(system)) {
            source.setAutoCommit(false);
            try (Statement statement = prepared(source, question);
                    var _ = cancellation.onCancel(() -> cancel(statement));
                    ResultSet rows = rows(statement, question)) {
                Shipped shipped = load(rows, table, planned, onRows, system);
                return new Shipped(shipped.rows(), shipped.bytes(), !question.reduced());
            } finally {
                source.rollback();
            }
        } catch (SQLException e) {
            cancellation.check();
            throw SourceErrors.reading(system, e);
        }
    }

    /// A statement without values is not prepared: its text is the system's, question marks too.
    private static Statement prepared(Connection source, KeySearch.Question question)
            throws SQLException {
        if (question.values().isEmpty()) {
            Statement plain = source.createStatement();
            plain.setFetchSize(FETCH_ROWS);
            return plain;
        }
        PreparedStatement statement = source.prepareStatement(question.sql());
        statement.setFetchSize(FETCH_ROWS);
        for (int i = 0; i < question.values().size(); i++) {
            statement.setObject(i + 1, question.values().get(i));
        }
        return statement;
    }

    private static ResultSet rows(Statement statement, KeySearch.Question question)
            throws SQLException {
        return statement instanceof PreparedStatement prepared
                ? prepared.executeQuery()
                : statement.executeQuery(question.sql());
    }

    private static Connection connect(SqlSystem system) {
        try {
            return system.connect();
        } catch (SQLException e) {
            throw SourceErrors.unreachable(system, e);
        }
    }

    private Shipped load(
            ResultSet rows, String table, Schema planned, LongConsumer onRows, SqlSystem system) {
        String stream = "stream " + STREAMS.incrementAndGet();
        String view = DuckText.name(stream);
        try (BufferAllocator allocator = new RootAllocator();
                ResultSetReader reader = new ResultSetReader(allocator, rows, planned, onRows);
                ArrowArrayStream arrow = ArrowArrayStream.allocateNew(allocator);
                DuckDBConnection connection = database.another()) {
            Data.exportArrayStream(allocator, reader, arrow);
            connection.registerArrowStream(stream, arrow);
            create(connection, table, planned, view, reader, system);
            return new Shipped(reader.rowCount(), reader.byteCount(), true);
        } catch (SQLException e) {
            throw EngineErrors.translate(e, FileNames.NONE);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void create(
            DuckDBConnection connection,
            String table,
            Schema planned,
            String view,
            ResultSetReader reader,
            SqlSystem system)
            throws SQLException {
        try (DuckDBPreparedStatement statement =
                        connection.createStatement().unwrap(DuckDBPreparedStatement.class);
                var _ = cancellation.onCancel(() -> Statements.interrupt(statement))) {
            statement.execute("CREATE TABLE " + table + " AS " + casts(planned, view));
            statement.execute("DROP VIEW " + view);
        } catch (SQLException e) {
            cancellation.check();
            throw switch (reader.failure()) {
                case SQLException source -> SourceErrors.reading(system, source);
                case ArithmeticException overflow -> SourceErrors.overflow(system, overflow);
                case null, default -> EngineErrors.translate(e, FileNames.NONE);
            };
        }
    }

    private static String casts(Schema planned, String view) {
        return planned.fields().stream()
                .map(f -> {
                    String name = DuckText.name(f.name());
                    return "CAST(" + name + " AS " + DuckText.type(f.type()) + ") AS " + name;
                })
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + view));
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // it has ended by itself
        }
    }
}
