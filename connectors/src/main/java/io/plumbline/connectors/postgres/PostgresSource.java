package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.SourceTables;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.spi.WriteMode;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables and views of a PostgreSQL database that the user may read.
final class PostgresSource implements Source {
    private final PostgresSystem system;
    private final @Nullable String schema;
    private @Nullable Connection open;

    PostgresSource(PostgresSystem system, @Nullable String schema) {
        this.system = system;
        this.schema = schema;
    }

    @Override
    public String test() {
        try (Connection connection = system.connect()) {
            DatabaseMetaData server = connection.getMetaData();
            return "PostgreSQL "
                    + server.getDatabaseProductVersion()
                    + " as user "
                    + server.getUserName();
        } catch (SQLException e) {
            throw PostgresErrors.asking(system, e);
        }
    }

    @Override
    public List<String> tables() {
        return ask(connection ->
                List.copyOf(PostgresCatalog.tables(connection, schema, true).keySet()));
    }

    @Override
    public TableDescription describe(String table) {
        return ask(connection -> {
            PostgresCatalog.Table found = find(connection, table);
            PostgresCatalog.Columns columns = PostgresCatalog.columns(connection, found);
            return new TableDescription(
                    table, columns.schema(), found.rows(), columns.keys(), columns.reasons());
        });
    }

    @Override
    public Scan scan(String table, @Nullable Schema wanted) {
        return ask(connection -> {
            PostgresCatalog.Table found = find(connection, table);
            Schema columns = PostgresCatalog.columns(connection, found).schema();
            Schema taken =
                    wanted == null
                            ? columns
                            : SourceTables.expected(
                                    system.connectionName(), table, columns, wanted);
            return new Scan.Table(system, found.quoted(), taken);
        });
    }

    private PostgresCatalog.Table find(Connection connection, String table) throws SQLException {
        return SourceTables.find(
                system.connectionName(), table, PostgresCatalog.tables(connection, schema, true));
    }

    @Override
    public Output output(String table, Schema columns, WriteMode mode) {
        return PostgresOutput.open(system, schema, table, columns, mode);
    }

    /// A question to the catalog.
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try {
            Connection connection = open;
            if (connection == null || connection.isClosed()) {
                connection = system.connect();
                open = connection;
            }
            T answer = question.ask(connection);
            connection.rollback();
            return answer;
        } catch (SQLException e) {
            close();
            throw PostgresErrors.asking(system, e);
        }
    }

    @Override
    public void close() {
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
