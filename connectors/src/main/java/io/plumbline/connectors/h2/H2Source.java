package io.plumbline.connectors.h2;

import io.plumbline.connectors.support.DatabaseSource;
import io.plumbline.connectors.support.DatabaseTable;
import io.plumbline.connectors.support.SourceTables;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// The tables and views of an H2 database file.
///
/// Linked tables reach other databases, and views may call Java code that stands in the database:
/// the former are never read, the latter not if there is such code.
final class H2Source extends DatabaseSource<H2Catalog.Table> {
    private final H2System system;
    private final String schema;

    H2Source(H2System system, String schema) {
        // no connection is kept, so that the file stays free
        super(system, false);
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
    protected DatabaseTable.Columns columns(Connection connection, H2Catalog.Table table)
            throws SQLException {
        return H2Catalog.columns(connection, table);
    }

    @Override
    protected H2Catalog.Table find(Connection connection, String table) throws SQLException {
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

    @Override
    protected Map<String, H2Catalog.Table> readable(Connection connection) throws SQLException {
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
}
