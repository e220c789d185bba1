package io.plumbline.connectors.mariadb;

import io.plumbline.connectors.support.DatabaseSystem;
import io.plumbline.connectors.support.RedactedCause;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Secrets;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/// Connects to one MariaDB database.
final class MariaDbSystem extends DatabaseSystem {
    private static final int NO_DATABASE = 1049;
    private static final int DATABASE_DENIED = 1044;
    private static final int TOO_MANY = 1040;

    private final MariaDbAddress address;

    MariaDbSystem(
            String connectionName,
            MariaDbAddress address,
            @Nullable String passwordReference,
            Secrets secrets) {
        super(connectionName, passwordReference, secrets);
        this.address = address;
    }

    @Override
    public String dialect() {
        return "mariadb";
    }

    MariaDbAddress address() {
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

    /// The driver's texts quote addresses and statements: only states and numbers are taken.
    @Override
    protected PlumblineException connecting(SQLException e) {
        String where = address.server().authority();
        String reason;
        String remedy = "Test the connection from this machine";
        if (e.getErrorCode() == NO_DATABASE || e.getErrorCode() == DATABASE_DENIED) {
            reason = "it has no database '" + address.server().database() + "' for this user";
            remedy = "Correct the database's name, or have the user let in";
        } else if (String.valueOf(e.getSQLState()).startsWith("28")) {
            reason = "user '" + address.user() + "' was refused";
            remedy = "Check user and password, and from which hosts the user may come";
        } else if (e.getErrorCode() == TOO_MANY) {
            reason = "it has no connection left";
            remedy = "Try again later, or raise max_connections of the server";
        } else if (has(e, UnknownHostException.class)) {
            reason = "nobody knows a host of that name";
            remedy = "Correct the host";
        } else if (has(e, SSLException.class)) {
            reason = "its TLS certificate was not accepted, or it offers no TLS";
            remedy = "Have its certificate put in order, or say by sslmode what is asked for";
        } else if (has(e, SocketTimeoutException.class)) {
            reason = "it did not answer within " + address.timeout() + " s";
            remedy = "Check host and port, or raise timeout";
        } else if (has(e, java.net.ConnectException.class)) {
            reason = "nothing listens there";
            remedy = "Start the server, or correct host and port";
        } else {
            reason = "SQL state " + e.getSQLState() + ", error " + e.getErrorCode();
        }
        return failed("Cannot connect '" + connectionName() + "' to " + where, reason, remedy, e);
    }

    @Override
    protected PlumblineException asking(SQLException e) {
        return failed(
                "Cannot read the catalog of connection '" + connectionName() + "'",
                "SQL state " + e.getSQLState() + ", error " + e.getErrorCode(),
                "Test the connection",
                e);
    }

    private static PlumblineException failed(
            String what, String reason, String remedy, SQLException e) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED, what + ": " + reason, remedy, RedactedCause.of(e));
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
