package io.plumbline.connectors.support;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.SqlSystem;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Connects to one database by JDBC. The password is asked for at each connection and kept nowhere.
public abstract class DatabaseSystem implements SqlSystem {
    private final String connectionName;
    private final @Nullable String passwordReference;
    private final Secrets secrets;

    /// Takes how the password is found; null where there is none.
    protected DatabaseSystem(
            String connectionName, @Nullable String passwordReference, Secrets secrets) {
        this.connectionName = connectionName;
        this.passwordReference = passwordReference;
        this.secrets = secrets;
    }

    /// Returns the driver, whether or not it is registered.
    protected abstract Driver driver();

    /// Returns the URL, built from settings that were checked.
    protected abstract String url();

    /// Returns the driver's properties but for the password.
    protected abstract Properties properties();

    /// Returns the failure to connect.
    protected abstract PlumblineException connecting(SQLException e);

    /// Returns the failure of a question to the catalog.
    protected abstract PlumblineException asking(SQLException e);

    @Override
    public final String connectionName() {
        return connectionName;
    }

    /// Opens a connection that can only read and sees one snapshot from its first statement on.
    ///
    /// @throws PlumblineException with CONNECTION_FAILED when the system cannot be reached or
    ///   refuses
    @Override
    public final Connection connect() {
        Connection opened = open();
        try {
            opened.setReadOnly(true);
            opened.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            abandon(opened);
            throw connecting(e);
        }
    }

    /// Opens a connection that can write where the system lets it, each statement for itself.
    ///
    /// @throws PlumblineException as [#connect()] does
    public final Connection open() {
        Properties properties = properties();
        if (passwordReference != null) {
            properties.setProperty("password", secrets.resolve(passwordReference));
        }
        Connection opened = null;
        try {
            opened = driver().connect(url(), properties);
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
            throw connecting(e);
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
