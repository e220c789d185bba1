package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.DatabaseSource;
import io.plumbline.connectors.support.DatabaseTable;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables and views of a PostgreSQL database that the user may read.
final class PostgresSource extends DatabaseSource<PostgresCatalog.Table> {
    private final PostgresSystem system;
    private final @Nullable String schema;

    PostgresSource(PostgresSystem system, @Nullable String schema) {
        super(system, true);
        this.system = system;
        this.schema = schema;
    }

    @Override
    public String test() {
        return ask(connection -> {
            DatabaseMetaData server = connection.getMetaData();
            return "PostgreSQL "
                    + server.getDatabaseProductVersion()
                    + " as user "
                    + server.getUserName();
        });
    }

    @Override
    protected Map<String, PostgresCatalog.Table> readable(Connection connection)
            throws SQLException {
        return PostgresCatalog.tables(connection, schema, true);
    }

    @Override
    protected DatabaseTable.Columns columns(Connection connection, PostgresCatalog.Table table)
            throws SQLException {
        return PostgresCatalog.columns(connection, table);
    }

    @Override
    public Output output(String table, Schema columns, WriteMode mode) {
        return PostgresOutput.open(system, schema, table, columns, mode);
    }
}
