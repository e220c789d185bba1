package io.plumbline.connectors.h2;

import io.plumbline.connectors.support.SourceTables;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.spi.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables and views of an H2 database file.
///
/// Linked tables reach other databases, and views may call Java code that stands in the database:
/// the former are never read, the latter not if there is such code.
final class H2Source implements Source {
    private final H2System system;
    private final String schema;

    H2Source(H2System system, String schema) {
        this.system = system;
        this.schema = schema;
    }

    @Override
    public String test() {
        return ask(connection ->
                "H2 "
                        + connection.getMetaData().getDatabaseProductVersion()
                        + " as user "
                        + system.user());
    }

    @Override
    public List<String> tables() {
        return ask(connection -> List.copyOf(safe(connection).keySet()));
    }

    @Override
    public TableDescription describe(String table) {
        return ask(connection -> {
            H2Catalog.Table found = find(connection, table);
            H2Catalog.Columns columns = H2Catalog.columns(connection, found);
            return new TableDescription(
                    table, columns.schema(), found.rows(), columns.keys(), columns.reasons());
        });
    }

    @Override
    public Scan scan(String table, @Nullable Schema wanted) {
        return ask(connection -> {
            H2Catalog.Table found = find(connection, table);
            Schema columns = H2Catalog.columns(connection, found).schema();
            Schema taken =
                    wanted == null
                            ? columns
                            : SourceTables.expected(
                                    system.connectionName(), table, columns, wanted);
            return new Scan.Table(system, found.quoted(), taken);
        });
    }

    private H2Catalog.Table find(Connection connection, String table) throws SQLException {
        H2Catalog.Table found =
                SourceTables.find(
                        system.connectionName(), table, H2Catalog.tables(connection, schema));
        if (found.reachesOut() || (found.computes() && H2Catalog.holdsCode(connection))) {
            throw PlumblineException.of(
                    ErrorCode.CONNECTION_URL_REFUSED,
                    "Cannot read table '"
                            + table
                            + "' of connection '"
                            + system.connectionName()
                            + "': "
                            + (found.reachesOut()
                                    ? "it is a link to another database"
                                    : "it may run Java code that stands in the database"),
                    "Copy its rows into a plain table first");
        }
        return found;
    }

    private Map<String, H2Catalog.Table> safe(Connection connection) throws SQLException {
        Map<String, H2Catalog.Table> tables = H2Catalog.tables(connection, schema);
        boolean code = H2Catalog.holdsCode(connection);
        tables.values().removeIf(t -> t.reachesOut() || (code && t.computes()));
        return tables;
    }

    @Override
    public Output output(String table, Schema columns, WriteMode mode) {
        throw PlumblineException.of(
                ErrorCode.CAPABILITY_MISSING,
                "Cannot write table '" + table + "': connections of kind 'h2' only read",
                "Write to a managed table, to files or to PostgreSQL");
    }

    /// A question to the catalog.
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = system.connect()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw system.asking(e);
        }
    }

    @Override
    public void close() {
        // each question has a connection of its own, so that the file stays free
    }
}
