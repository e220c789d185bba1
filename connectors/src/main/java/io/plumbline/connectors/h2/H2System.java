package io.plumbline.connectors.h2;

import io.plumbline.connectors.support.DatabaseSystem;
import io.plumbline.connectors.support.RedactedCause;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Secrets;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/// Connects to one H2 database file.
final class H2System extends DatabaseSystem {
    private static final int LOCKED = 90020;
    private static final int OTHER_VERSION = 90048;
    private static final int DAMAGED = 90030;

    private final H2File file;
    private final String user;

    H2System(
            String connectionName,
            H2File file,
            String user,
            @Nullable String passwordReference,
            Secrets secrets) {
        super(connectionName, passwordReference, secrets);
        this.file = file;
        this.user = user;
    }

    @Override
    public String dialect() {
        return "h2";
    }

    String user() {
        return user;
    }

    @Override
    protected Driver driver() {
        return new Driver();
    }

    /// @throws PlumblineException with FILE_MISSING
    @Override
    protected String url() {
        return file.url();
    }

    @Override
    protected Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", "");
        return properties;
    }

    @Override
    protected PlumblineException connecting(SQLException e) {
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

    @Override
    protected PlumblineException asking(SQLException e) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED,
                "Cannot read the catalog of connection '"
                        + connectionName()
                        + "': error "
                        + e.getErrorCode(),
                "Test the connection",
                RedactedCause.of(e));
    }
}
