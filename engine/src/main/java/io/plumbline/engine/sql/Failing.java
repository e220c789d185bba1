package io.plumbline.engine.sql;

/// Expressions of the embedded engine that fail where they are computed, and only there.
///
/// They are casts that cannot succeed: the engine's own `error` counts as volatile, and a condition
/// that holds something volatile is never moved into a join, which leaves a product of all rows.
public final class Failing {
    /// A result that its type cannot hold.
    public static final String OVERFLOW = with("OVERFLOW");

    /// A division by zero.
    public static final String DIVISION_BY_ZERO = with("DIVISION_BY_ZERO");

    /// A value that has no meaning for what takes it, such as a month 13.
    public static final String VALUE_INVALID = with("VALUE_INVALID");

    /// An argument outside what a function is defined for, such as the root of a negative number.
    public static final String FUNCTION_DOMAIN = with("FUNCTION_DOMAIN");

    private Failing() {}

    /// Its type is that of no value, so that it goes with every type.
    private static String with(String code) {
        return "CAST(CAST('Plumbline:" + code + "' AS INTEGER) AS \"NULL\")";
    }
}
