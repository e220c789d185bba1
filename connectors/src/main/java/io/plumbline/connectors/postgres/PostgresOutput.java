package io.plumbline.connectors.postgres;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills a temporary table by COPY, then moves its rows into the target in one transaction.
///
/// The temporary table is the session's own: it is gone when the session ends in whatever way, and
/// outputs at the same time do not meet. REPLACE deletes and inserts, so that grants, indexes and
/// keys of the target stay and readers see the old rows until the commit. Who commits last wins.
final class PostgresOutput implements Output.Rows {
    private static final String STAGING = "\"pg_temp\".\"plumbline_staging\"";
    private static final int CHUNK = 1 << 18;
    private static final int LOCK_SECONDS = 60;

    private final Connection connection;
    private final PostgresTarget target;
    private final WriteMode mode;
    private long rows;

    private PostgresOutput(Connection connection, PostgresTarget target, WriteMode mode) {
        this.connection = connection;
        this.target = target;
        this.mode = mode;
    }

    static PostgresOutput open(
            PostgresSystem system,
            @org.jspecify.annotations.Nullable String schema,
            String table,
            Schema columns,
            WriteMode mode) {
        Connection connection = system.open();
        boolean ready = false;
        try {
            PostgresTarget target =
                    PostgresTarget.find(
                            connection, system.connectionName(), schema, table, columns);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET client_encoding = 'UTF8'");
                statement.execute("CREATE TEMPORARY TABLE plumbline_staging " + target.staged());
            }
            ready = true;
            return new PostgresOutput(connection, target, mode);
        } catch (SQLException e) {
            throw PostgresErrors.writing(system.connectionName(), table, e);
        } finally {
            if (!ready) {
                close(connection);
            }
        }
    }

    @Override
    public long write(ResultSet result) throws SQLException {
        CopyIn copy = null;
        long before = rows;
        try {
            copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY " + STAGING + " FROM STDIN");
            CopyText text = new CopyText(target.columns());
            while (result.next()) {
                rows++;
                text.row(result, rows);
                if (text.waiting() > CHUNK) {
                    checkInterrupted();
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
            return rows - before;
        } catch (org.postgresql.util.PSQLException e) {
            throw PostgresErrors.writing(target.connection(), target.shown(), e);
        } finally {
            if (copy != null && copy.isActive()) {
                cancel(copy);
            }
        }
    }

    private static void send(CopyIn copy, CopyText text) throws SQLException {
        byte[] bytes = text.take();
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw PlumblineException.of(
                    ErrorCode.CANCELLED, "Cancelled while rows were written", null);
        }
    }

    private static void cancel(CopyIn copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            // the staged rows go with the session
        }
    }

    @Override
    public String commit() {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL lock_timeout = '" + LOCK_SECONDS + "s'");
            if (target.isNew()) {
                statement.execute("CREATE TABLE " + target.quoted() + " " + target.created());
            } else {
                // readers go on, other writers wait
                statement.execute("LOCK TABLE " + target.quoted() + " IN SHARE ROW EXCLUSIVE MODE");
            }
            if (mode == WriteMode.REPLACE && !target.isNew()) {
                statement.execute("DELETE FROM " + target.quoted());
            }
            String list = target.columnList();
            statement.execute(
                    "INSERT INTO "
                            + target.quoted()
                            + " ("
                            + list
                            + ") SELECT "
                            + list
                            + " FROM "
                            + STAGING);
            String version;
            try (ResultSet id = statement.executeQuery("SELECT pg_current_xact_id()::text")) {
                id.next();
                version = "transaction:" + id.getString(1);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return version;
        } catch (SQLException e) {
            throw PostgresErrors.writing(target.connection(), target.shown(), e);
        }
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // the server rolls back when the session ends
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // the session is gone already
        }
    }
}
