package io.plumbline.connectors.support;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables and views of a database, found by questions to its catalog.
///
/// @param <T> what the catalog tells of a table
public abstract class DatabaseSource<T extends DatabaseTable> implements Source {
    private final DatabaseSystem system;
    private final boolean keepsOpen;
    private @Nullable Connection open;

    /// Takes the system.
    ///
    /// @param keepsOpen whether a connection is kept for the next question
    protected DatabaseSource(DatabaseSystem system, boolean keepsOpen) {
        this.system = system;
        this.keepsOpen = keepsOpen;
    }

    /// Returns the tables that may be read by the names shown, sorted.
    protected abstract Map<String, T> readable(Connection connection) throws SQLException;

    /// Returns the columns of a table.
    protected abstract DatabaseTable.Columns columns(Connection connection, T table)
            throws SQLException;

    /// Finds a table that may be read.
    protected T find(Connection connection, String table) throws SQLException {
        return SourceTables.find(system.connectionName(), table, readable(connection));
    }

    @Override
    public final List<String> tables() {
        return ask(connection -> List.copyOf(readable(connection).keySet()));
    }

    @Override
    public final TableDescription describe(String table) {
        return ask(connection -> {
            T found = find(connection, table);
            DatabaseTable.Columns columns = columns(connection, found);
            return new TableDescription(
                    table, columns.schema(), found.rows(), columns.keys(), columns.reasons());
        });
    }

    @Override
    public final Scan scan(String table, @Nullable Schema wanted) {
        return ask(connection -> {
            T found = find(connection, table);
            Schema columns = columns(connection, found).schema();
            Schema taken =
                    wanted == null
                            ? columns
                            : SourceTables.expected(
                                    system.connectionName(), table, columns, wanted);
            return new Scan.Table(system, found.quoted(), taken);
        });
    }

    /// A question to the catalog.
    ///
    /// @param <A> the answer
    protected interface Question<A> {
        /// Asks it.
        A ask(Connection connection) throws SQLException;
    }

    /// Asks a question on a connection that can only read.
    protected final <A> A ask(Question<A> question) {
        try {
            Connection connection = open;
            if (connection == null || connection.isClosed()) {
                connection = system.connect();
                open = connection;
            }
            A answer = question.ask(connection);
            connection.rollback();
            return answer;
        } catch (SQLException e) {
            close();
            throw system.asking(e);
        } finally {
            if (!keepsOpen) {
                close();
            }
        }
    }

    @Override
    public final void close() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // nothing was written through it
            }
        }
    }
}
