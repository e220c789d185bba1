package io.plumbline.engine.exec;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Interrupts, watches and closes statements of the embedded engine.
final class Statements {
    private Statements() {}

    /// Interrupts what runs on the statement's connection.
    static void interrupt(DuckDBPreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // closed already: nothing is left to interrupt
        }
    }

    /// Returns percent done, -1 when unknown.
    static double progress(DuckDBPreparedStatement statement) {
        try {
            return statement.isClosed() ? -1 : statement.getQueryProgress().getPercentage();
        } catch (SQLException e) {
            return -1;
        }
    }

    /// Closes both, in order.
    static void close(
            @Nullable DuckDBPreparedStatement statement, @Nullable DuckDBConnection connection) {
        try {
            if (statement != null) {
                statement.close();
            }
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // nothing in memory needs saving
        }
    }
}
