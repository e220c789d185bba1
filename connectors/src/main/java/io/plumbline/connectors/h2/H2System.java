package io.plumbline.connectors.h2;

import io.plumbline.connectors.support.RedactedCause;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.SqlSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/// Connects to one H2 database file. The password is asked for at each connection and kept nowhere.
final class H2System implements SqlSystem {
    private static final int LOCKED = 90020;
    private static final int OTHER_VERSION = 90048;
    private static final int DAMAGED = 90030;

    private final String connectionName;
    private final H2File file;
    private final String user;
    private final @Nullable String passwordReference;
    private final Secrets secrets;

    H2System(
            String connectionName,
            H2File file,
            String user,
            @Nullable String passwordReference,
            Secrets secrets) {
        this.connectionName = connectionName;
        this.file = file;
        this.user = user;
        this.passwordReference = passwordReference;
        this.secrets = secrets;
    }

    @Override
    public String connectionName() {
        return connectionName;
    }

    @Override
    public String dialect() {
        return "h2";
    }

    String user() {
        return user;
    }

    /// @throws PlumblineException with FILE_MISSING or CONNECTION_FAILED
    @Override
    public Connection connect() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty(
                "password", passwordReference == null ? "" : secrets.resolve(passwordReference));
        try {
            Connection connection = new Driver().connect(file.url(), properties);
            if (connection == null) {
                throw new SQLException("the driver does not take its own URL", "08001");
            }
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PlumblineException failed(SQLException e) {
        String reason;
        String remedy;
        if ("28000".equals(e.getSQLState())) {
            reason = "user '" + user + "' was refused";
            remedy = "Check user and password";
        } else {
            switch (e.getErrorCode()) {
                case LOCKED -> {
                    reason = "another program has it open";
                    remedy = "Close it there first";
                }
                case OTHER_VERSION -> {
                    reason = "it was written by another version of H2";
                    remedy = "Write it again by H2 2, with SCRIPT there and RUNSCRIPT here";
                }
                case DAMAGED -> {
                    reason = "its file is damaged";
                    remedy = "Restore it from a backup";
                }
                default -> {
                    reason = "error " + e.getErrorCode();
                    remedy = "Is that a database file of H2 2?";
                }
            }
        }
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED,
                "Cannot open H2 database '" + file.shown() + "': " + reason,
                remedy,
                RedactedCause.of(e));
    }

    /// Returns the failure of a question about tables.
    PlumblineException asking(SQLException e) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED,
                "Cannot read the catalog of connection '"
                        + connectionName
                        + "': error "
                        + e.getErrorCode(),
                "Test the connection",
                RedactedCause.of(e));
    }
}
