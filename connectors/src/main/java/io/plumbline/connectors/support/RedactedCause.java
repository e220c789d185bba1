package io.plumbline.connectors.support;

import java.sql.SQLException;

/// Stands for a driver's exception whose text may quote URLs, statements and values: keeps its
/// class, SQL state and stack.
public final class RedactedCause extends Exception {
    private static final long serialVersionUID = 1L;

    private RedactedCause(Throwable e) {
        super(text(e), e.getCause() == null ? null : new RedactedCause(e.getCause()));
        setStackTrace(e.getStackTrace());
    }

    /// Makes the stand-in.
    public static RedactedCause of(Throwable e) {
        return new RedactedCause(e);
    }

    private static String text(Throwable e) {
        String name = e.getClass().getName();
        return e instanceof SQLException s ? name + ", SQL state " + s.getSQLState() : name;
    }
}
