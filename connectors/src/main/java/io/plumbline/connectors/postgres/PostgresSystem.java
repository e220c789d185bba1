package io.plumbline.connectors.postgres;

import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.SqlSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Connects to one PostgreSQL database. The password is asked for at each connection and kept
/// nowhere.
final class PostgresSystem implements SqlSystem {
    private final String connectionName;
    private final PostgresAddress address;
    private final @Nullable String passwordReference;
    private final Secrets secrets;

    PostgresSystem(
            String connectionName,
            PostgresAddress address,
            @Nullable String passwordReference,
            Secrets secrets) {
        this.connectionName = connectionName;
        this.address = address;
        this.passwordReference = passwordReference;
        this.secrets = secrets;
    }

    @Override
    public String connectionName() {
        return connectionName;
    }

    @Override
    public String dialect() {
        return "postgres";
    }

    PostgresAddress address() {
        return address;
    }

    /// Opens a connection that can only read and sees one snapshot from its first statement on.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with CONNECTION_FAILED when the server
    ///   cannot be reached or refuses
    @Override
    public Connection connect() {
        Connection opened = open();
        try {
            opened.setReadOnly(true);
            opened.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            abandon(opened);
            throw PostgresErrors.connecting(this, e);
        }
    }

    /// Opens a connection that can write, each statement for itself.
    Connection open() {
        Properties properties = address.properties();
        if (passwordReference != null) {
            properties.setProperty("password", secrets.resolve(passwordReference));
        }
        Connection opened = null;
        try {
            opened = new Driver().connect(address.url(), properties);
            if (opened == null) {
                throw new SQLException("the driver does not take its own URL", "08001");
            }
            // a server that is slow to answer a long statement is not a dead one
            opened.setNetworkTimeout(Runnable::run, 0);
            return opened;
        } catch (SQLException e) {
            if (opened != null) {
                abandon(opened);
            }
            throw PostgresErrors.connecting(this, e);
        }
    }

    private static void abandon(Connection opened) {
        try {
            opened.close();
        } catch (SQLException e) {
            // the first failure is the one that is told
        }
    }
}
