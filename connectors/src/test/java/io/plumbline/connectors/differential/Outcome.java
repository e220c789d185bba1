package io.plumbline.connectors.differential;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an engine made of an expression in one row: a value, or a failure.
///
/// @param value null for null
record Outcome(boolean failed, @Nullable Object value) {
    static final Outcome FAILURE = new Outcome(true, null);

    private static final double CLOSE = 1e-12;

    static Outcome of(@Nullable Object value) {
        return new Outcome(false, value);
    }

    boolean isNull() {
        return !failed && value == null;
    }

    /// Returns whether both mean the same; doubles may differ in their last digits.
    boolean same(Outcome other) {
        if (failed || other.failed || value == null || other.value == null) {
            return failed == other.failed && isNull() == other.isNull();
        }
        if (value instanceof Number a && other.value instanceof Number b) {
            return approximate(a) || approximate(b)
                    ? close(a.doubleValue(), b.doubleValue())
                    : exact(a).compareTo(exact(b)) == 0;
        }
        return Objects.equals(value.toString(), other.value.toString());
    }

    private static boolean approximate(Number n) {
        return n instanceof Double || n instanceof Float;
    }

    private static boolean close(double a, double b) {
        return a == b || Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b));
    }

    static BigDecimal exact(Number n) {
        return n instanceof BigDecimal d ? d : new BigDecimal(n.toString());
    }

    @Override
    public String toString() {
        return failed ? "a failure" : String.valueOf(value);
    }
}
