package io.plumbline.connectors.mariadb;

import io.plumbline.connectors.support.DatabaseSource;
import io.plumbline.connectors.support.DatabaseTable;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// The tables and views of a MariaDB database that the user may read.
final class MariaDbSource extends DatabaseSource<MariaDbCatalog.Table> {
    private final MariaDbSystem system;

    MariaDbSource(MariaDbSystem system) {
        super(system, true);
        this.system = system;
    }

    @Override
    public String test() {
        return ask(connection ->
                "MariaDB "
                        + connection.getMetaData().getDatabaseProductVersion()
                        + " as user "
                        + system.address().user());
    }

    @Override
    protected Map<String, MariaDbCatalog.Table> readable(Connection connection)
            throws SQLException {
        return MariaDbCatalog.tables(connection);
    }

    @Override
    protected DatabaseTable.Columns columns(Connection connection, MariaDbCatalog.Table table)
            throws SQLException {
        return MariaDbCatalog.columns(connection, table);
    }

    @Override
    public Output output(String table, Schema columns, WriteMode mode) {
        throw PlumblineException.of(
                ErrorCode.CAPABILITY_MISSING,
                "Cannot write table '" + table + "': connections of kind 'mariadb' only read",
                "Write to a managed table, to files or to PostgreSQL");
    }
}
