package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.DatabaseSystem;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Secrets;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Connects to one PostgreSQL database.
final class PostgresSystem extends DatabaseSystem {
    private final PostgresAddress address;

    PostgresSystem(
            String connectionName,
            PostgresAddress address,
            @Nullable String passwordReference,
            Secrets secrets) {
        super(connectionName, passwordReference, secrets);
        this.address = address;
    }

    @Override
    public String dialect() {
        return "postgres";
    }

    PostgresAddress address() {
        return address;
    }

    @Override
    protected Driver driver() {
        return new Driver();
    }

    @Override
    protected String url() {
        return address.url();
    }

    @Override
    protected Properties properties() {
        return address.properties();
    }

    @Override
    protected PlumblineException connecting(SQLException e) {
        return PostgresErrors.connecting(this, e);
    }

    @Override
    protected PlumblineException asking(SQLException e) {
        return PostgresErrors.asking(this, e);
    }
}
