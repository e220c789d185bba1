package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.Failing;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/// Results that must stay within what their type holds, where the engine would go on with infinity
/// or with years of five digits.
final class Bounds {
    /// Characters of the longest text that may be written twice.
    private static final int REPEATABLE = 1_000;

    /// Digits before the point that surely fit a DOUBLE.
    private static final int SURE = 300;

    private static final int UNKNOWN = 10_000;

    /// Fails where it is computed.
    static final String FAILURE = Failing.OVERFLOW;

    private Bounds() {}

    /// Writes a DOUBLE that fails where it is not finite.
    static String finite(String text) {
        return finite(text, false);
    }

    /// @param attempt whether it is null in place of failing
    static String finite(String text, boolean attempt) {
        return unless("NOT isfinite(%s)", text, attempt ? "NULL" : FAILURE);
    }

    /// Writes a DATE or TIMESTAMP that fails outside the years 1 to 9999.
    static String dated(String text, RelDataType type) {
        return dated(text, type, false);
    }

    /// @param attempt whether it is null in place of failing
    static String dated(String text, RelDataType type, boolean attempt) {
        boolean date = type.getSqlTypeName() == SqlTypeName.DATE;
        String range =
                date
                        ? "%s NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"
                        : "%s NOT BETWEEN TIMESTAMP '0001-01-01 00:00:00'"
                                + " AND TIMESTAMP '9999-12-31 23:59:59.999999'";
        return unless(range, text, attempt ? "NULL" : FAILURE);
    }

    /// Writes a value that fails where a condition on it holds. A long text is written once, so
    /// that nested ones do not double at each level.
    static String unless(String condition, String text, String failure) {
        String value = text.length() > REPEATABLE ? "v" : text;
        String choice =
                "CASE WHEN "
                        + condition.replace("%s", value)
                        + " THEN "
                        + failure.replace("%s", value)
                        + " ELSE "
                        + value
                        + " END";
        return value.equals(text) ? choice : once(text, choice);
    }

    /// Writes an expression over `v`, which stands for a text that is computed once.
    static String once(String text, String overV) {
        return "list_transform([" + text + "], lambda v: " + overV + ")[1]";
    }

    /// Returns whether an expression is arithmetic of doubles in whose result an operand that is
    /// not finite always shows, so that only the whole needs to be checked.
    static boolean carries(RexNode rex) {
        return rex instanceof RexCall call
                && SqlTypeName.APPROX_TYPES.contains(call.getType().getSqlTypeName())
                && switch (call.getKind()) {
                    case PLUS, MINUS, TIMES, MINUS_PREFIX, PLUS_PREFIX -> true;
                    default -> false;
                };
    }

    /// Returns whether an expression may leave the range of its type.
    static boolean mayOverflow(RexCall call) {
        return carries(call) && digits(call) > SURE;
    }

    /// Returns the most digits that a number can have before its point.
    private static int digits(RexNode rex) {
        if (rex instanceof RexLiteral l) {
            return l.getValue() instanceof BigDecimal n
                    ? Math.max(0, n.precision() - n.scale())
                    : l.isNull() ? 0 : UNKNOWN;
        }
        int byType = digits(rex.getType());
        if (byType < UNKNOWN || !(rex instanceof RexCall call)) {
            return byType;
        }
        return switch (call.getKind()) {
            case PLUS, MINUS ->
                    1 + Math.max(digits(call.operands.get(0)), digits(call.operands.get(1)));
            case TIMES -> digits(call.operands.get(0)) + digits(call.operands.get(1));
            case CAST, MINUS_PREFIX, PLUS_PREFIX -> digits(call.operands.getFirst());
            default -> UNKNOWN;
        };
    }

    private static int digits(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case DECIMAL -> Math.max(0, type.getPrecision() - type.getScale());
            default -> UNKNOWN;
        };
    }
}
