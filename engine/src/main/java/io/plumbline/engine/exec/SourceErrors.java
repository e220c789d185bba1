package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.SqlSystem;
import java.sql.SQLException;

/// Tells what source systems and targets answer. Drivers quote values and addresses in their texts:
/// only the SQL state is passed on.
final class SourceErrors {
    private SourceErrors() {}

    /// Returns the failure of a system that cannot be reached.
    static PlumblineException unreachable(SqlSystem system, SQLException cause) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED,
                "Cannot reach the system of connection '" + system.connectionName() + "'",
                "Test the connection",
                cause);
    }

    /// Returns the failure of a value that has no room in its column's type.
    static PlumblineException overflow(SqlSystem system, ArithmeticException cause) {
        return PlumblineException.of(
                ErrorCode.OVERFLOW,
                "Cannot hold a value from connection '"
                        + system.connectionName()
                        + "': it is out of range of its column's type",
                "Cast the column to a wider type",
                cause);
    }

    /// Returns the failure of a statement that a source was given.
    static PlumblineException reading(SqlSystem system, SQLException cause) {
        String who = "connection '" + system.connectionName() + "'";
        return switch (state(cause)) {
            case "22012" ->
                    PlumblineException.of(
                            ErrorCode.DIVISION_BY_ZERO,
                            "Cannot divide in " + who + ": a divisor is zero",
                            "Use NULLIF(divisor, 0) where a null result is meant",
                            cause);
            case "22003" ->
                    PlumblineException.of(
                            ErrorCode.OVERFLOW,
                            "Cannot hold a result in " + who + ": it is out of range of its type",
                            "Cast an operand to a wider type first",
                            cause);
            case "21000", "90053" ->
                    PlumblineException.of(
                            ErrorCode.SUBQUERY_MANY_ROWS,
                            "Cannot use a sub-query as a value in "
                                    + who
                                    + ": it returned more than one row",
                            "Aggregate it, or correlate it with a key",
                            cause);
            default ->
                    PlumblineException.of(
                            state(cause).startsWith("22")
                                    ? ErrorCode.VALUE_INVALID
                                    : ErrorCode.CONNECTION_FAILED,
                            "Cannot read from "
                                    + who
                                    + ": it answered with SQL state "
                                    + state(cause),
                            null,
                            cause);
        };
    }

    /// Returns the failure of a target that rows were written to.
    static PlumblineException writing(String dataset, SQLException cause) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_FAILED,
                "Cannot write dataset '"
                        + dataset
                        + "': the target answered with SQL state "
                        + state(cause),
                null,
                cause);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "none" : e.getSQLState();
    }
}
