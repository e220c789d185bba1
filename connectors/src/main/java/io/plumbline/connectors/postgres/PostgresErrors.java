package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.RedactedCause;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Tells what PostgreSQL and its driver answer. Their texts quote values, statements and addresses:
/// only states and names of columns are taken from them.
final class PostgresErrors {
    private static final Pattern COPY_PLACE =
            Pattern.compile("line (\\d+)(?:, column ((?:[^:\"]|\"[^\"]*\")+?))?(?::|$)");

    private PostgresErrors() {}

    /// Returns the failure to connect.
    static PlumblineException connecting(PostgresSystem system, SQLException e) {
        PostgresAddress at = system.address();
        String where = at.server().authority();
        String reason;
        String remedy;
        switch (text(e).contains("does not support SSL") ? "" : state(e)) {
            case "28P01", "28000" -> {
                reason = "user '" + at.user() + "' was refused";
                remedy = "Check user and password, and what pg_hba.conf of the server says";
            }
            case "08004" -> {
                reason = "the server asks for a password or a way to sign in that was not given";
                remedy = "Set password: env:NAME or file:PATH";
            }
            case "3D000" -> {
                reason = "it has no database '" + at.server().database() + "'";
                remedy = "Correct the database's name";
            }
            case "53300" -> {
                reason = "it has no connection left";
                remedy = "Try again later, or raise max_connections of the server";
            }
            case "57P03" -> {
                reason = "it is just starting or stopping";
                remedy = "Try again in a moment";
            }
            default -> {
                return unreachable(system, where, e);
            }
        }
        return failed(ErrorCode.CONNECTION_FAILED, system, where, reason, remedy, e);
    }

    private static PlumblineException unreachable(
            PostgresSystem system, String where, SQLException e) {
        int seconds = system.address().timeout();
        String reason;
        String remedy;
        if (has(e, UnknownHostException.class)) {
            reason = "nobody knows a host of that name";
            remedy = "Correct the host";
        } else if (has(e, CertificateExpiredException.class)) {
            reason = "the TLS certificate of the server has expired";
            remedy = "Have it renewed";
        } else if (has(e, SSLException.class) || text(e).contains("could not be verified")) {
            reason =
                    text(e).contains("could not be verified")
                                    || text(e).contains("No name matching")
                            ? "the TLS certificate of the server is for another name"
                            : "the TLS certificate of the server is not trusted, or TLS failed";
            remedy = "Give the server's name as in its certificate, or sslrootcert: PATH";
        } else if (text(e).contains("does not support SSL")) {
            reason = "it offers no TLS, which sslmode " + system.address().sslMode() + " asks for";
            remedy = "Switch TLS on at the server; sslmode: disable sends everything readable";
        } else if (has(e, SocketTimeoutException.class)
                || text(e).contains("Connection attempt timed out")) {
            reason = "it did not answer within " + seconds + " s";
            remedy = "Is that a PostgreSQL server? Check host, port and firewall";
        } else if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            reason = "nothing listens there";
            remedy = "Check host and port, and whether the server runs";
        } else {
            reason = "SQL state " + state(e);
            remedy = "Is that a PostgreSQL server? Check host and port";
        }
        return failed(ErrorCode.CONNECTION_FAILED, system, where, reason, remedy, e);
    }

    private static PlumblineException failed(
            ErrorCode code,
            PostgresSystem system,
            String where,
            String reason,
            @Nullable String remedy,
            SQLException e) {
        return PlumblineException.of(
                code,
                "Cannot connect '" + system.connectionName() + "' to " + where + ": " + reason,
                remedy,
                RedactedCause.of(e));
    }

    /// Returns the failure of a question about tables.
    static PlumblineException asking(PostgresSystem system, SQLException e) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED,
                "Cannot read the catalog of connection '"
                        + system.connectionName()
                        + "': SQL state "
                        + state(e),
                "Test the connection",
                RedactedCause.of(e));
    }

    /// Returns the failure to write rows, with row and column where the server names them.
    static PlumblineException writing(String connection, String table, SQLException e) {
        Optional<ServerErrorMessage> server =
                e instanceof PSQLException p
                        ? Optional.ofNullable(p.getServerErrorMessage())
                        : Optional.empty();
        String column = server.map(ServerErrorMessage::getColumn).orElse(null);
        String row = "";
        Matcher copy = COPY_PLACE.matcher(server.map(ServerErrorMessage::getWhere).orElse(""));
        if (copy.find()) {
            row = ", row " + copy.group(1);
            column = copy.group(2) == null ? column : copy.group(2).replace("\"", "");
        }
        String rule =
                server.map(ServerErrorMessage::getConstraint).map(c -> " '" + c + "'").orElse("");
        String of = column == null ? "a value" : "a value of column '" + column + "'";
        Failure failure = failure(state(e), of, rule);
        String message =
                "Cannot write table '"
                        + table
                        + "' of connection '"
                        + connection
                        + "'"
                        + row
                        + ": "
                        + failure.reason();
        Problem problem =
                Problem.error(failure.code(), message, Place.NOWHERE.of(column), failure.remedy());
        return new PlumblineException(List.of(problem), RedactedCause.of(e));
    }

    /// @param of what is wrong in itself, such as `a value of column 'id'`
    private static Failure failure(String state, String of, String rule) {
        return switch (state) {
            case "23505" -> Failure.of("two rows have the same key" + rule, "Remove doubles");
            case "23502" -> Failure.of(of + " is null", "Fill it, or allow nulls");
            case "23503" ->
                    Failure.of("a foreign key" + rule + " does not hold", "Write that first");
            case "23514" -> Failure.of("a check" + rule + " does not hold", "Filter first");
            case "22001" -> Failure.of(of + " is too long", "Widen the column");
            case "22003" -> Failure.of(of + " is out of range", "Widen the column");
            case "22021" -> Failure.of(of + " holds a character it cannot keep", "Remove NUL");
            case "42501" ->
                    new Failure(
                            ErrorCode.CONNECTION_FAILED,
                            "the user has no right to",
                            "Grant INSERT and DELETE on the table, or CREATE on its"
                                    + " schema, and TEMPORARY on the database");
            case "53100" ->
                    new Failure(
                            ErrorCode.DISK_FULL, "the server's disk is full", "Free some space");
            case "55P03" ->
                    new Failure(
                            ErrorCode.COMMIT_CONFLICT,
                            "somebody else has locked the table",
                            "Run again; the old rows are whole");
            default ->
                    state.startsWith("22")
                            ? Failure.of(of + " does not fit its type", "Cast it first")
                            : new Failure(
                                    ErrorCode.CONNECTION_FAILED,
                                    "SQL state " + state,
                                    "Test the connection; the old rows are whole");
        };
    }

    private record Failure(ErrorCode code, String reason, String remedy) {
        static Failure of(String reason, String remedy) {
            return new Failure(ErrorCode.VALUE_INVALID, reason, remedy);
        }
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "none" : e.getSQLState();
    }

    private static String text(SQLException e) {
        return String.valueOf(e.getMessage());
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        return Stream.iterate(e, t -> t != null, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
