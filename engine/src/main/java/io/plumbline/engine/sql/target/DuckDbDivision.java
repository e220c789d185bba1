package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.Failing;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/// Quotients.
final class DuckDbDivision {
    private static final int DIGITS = 38;

    /// Characters of the longest operand that is written more than once.
    private static final int REPEATABLE = 400;

    /// A divisor below it times ten fits into 38 digits.
    private static final String ROOMY = "CAST('1" + "0".repeat(37) + "' AS HUGEINT)";

    private final DuckDb language;

    DuckDbDivision(DuckDb language) {
        this.language = language;
    }

    /// Writes a quotient of numbers; `x` is the dividend as the plan's type needs it.
    String write(RexCall call, String x, List<String> a) {
        RelDataType type = call.getType();
        if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
            return guarded(call, a, y -> "(" + x + " // " + y + ")");
        }
        RelDataType left = call.getOperands().get(0).getType();
        RelDataType right = call.getOperands().get(1).getType();
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return approximate(asDouble(left, a.get(0)), asDouble(right, a.get(1)));
        }
        return guarded(call, a, y -> quotient(type, left, a.get(0), right, y));
    }

    /// A quotient by zero is not finite either, and seldom, so it is told apart afterwards.
    private static String approximate(String x, String y) {
        return Bounds.unless(
                "NOT isfinite(%s)",
                "(" + x + " / " + y + ")",
                "CASE WHEN "
                        + y
                        + " = 0 THEN "
                        + Failing.DIVISION_BY_ZERO
                        + " ELSE "
                        + Failing.OVERFLOW
                        + " END");
    }

    static String asDouble(RelDataType type, String text) {
        return type.getSqlTypeName() == SqlTypeName.DOUBLE ? text : "CAST(" + text + " AS DOUBLE)";
    }

    /// Writes a call that fails where the divisor is zero, null where either is null.
    static String guarded(RexCall call, List<String> a, UnaryOperator<String> write) {
        RexNode divisor = call.getOperands().get(1);
        if (divisor instanceof RexLiteral l
                && l.getValue() instanceof BigDecimal n
                && n.signum() != 0) {
            return write.apply(a.get(1));
        }
        String failure =
                call.getOperands().getFirst().getType().isNullable()
                        ? "CASE WHEN "
                                + a.get(0)
                                + " IS NULL THEN NULL ELSE "
                                + Failing.DIVISION_BY_ZERO
                                + " END"
                        : Failing.DIVISION_BY_ZERO;
        return "CASE WHEN "
                + a.get(1)
                + " = 0 THEN "
                + failure
                + " ELSE "
                + write.apply(a.get(1))
                + " END";
    }

    /// Divides unscaled integers, exactly, and rounds the last digit half up: half the divisor,
    /// with the sign of the dividend, is added before. Where the dividend has no room for its
    /// further digits, they are divided one by one; a quick statement fails there instead.
    private String quotient(
            RelDataType type, RelDataType left, String x, RelDataType right, String y) {
        int shift = type.getScale() + scale(right) - scale(left);
        String n = unscaled(left, x);
        String d = unscaled(right, y);
        boolean repeated = n.length() + d.length() > REPEATABLE;
        String from = repeated ? "v.n" : n;
        String by = repeated ? "v.d" : d;
        String short1 = rounded(shift > 0 ? "(" + from + " * " + tens(shift) + ")" : from, by);
        String whole = short1;
        if (digits(left) + shift > DIGITS) {
            String rows = "{'n': " + from + ", 'd': " + by + "}";
            String long1 =
                    language.quick() && shift < DIGITS
                            ? Failing.OVERFLOW
                            : "list_transform(["
                                    + rows
                                    + "], lambda w: "
                                    + longDivision(shift)
                                    + ")[1]";
            whole =
                    shift >= DIGITS
                            ? long1
                            : "CASE WHEN abs("
                                    + from
                                    + ") < "
                                    + tens(DIGITS - shift)
                                    + " THEN "
                                    + short1
                                    + " ELSE "
                                    + long1
                                    + " END";
        }
        if (repeated) {
            whole = Bounds.once("{'n': " + n + ", 'd': " + d + "}", whole);
        }
        return pointed("CAST(" + whole + " AS DECIMAL(" + DIGITS + ",0))", type);
    }

    private static String rounded(String n, String d) {
        return "((" + n + " + sign(" + n + ") * (abs(" + d + ") // 2)) // " + d + ")";
    }

    /// Divides `w.n` by `w.d` to so many further digits, as on paper. `q` is the quotient so far,
    /// `r` the rest; a rest times ten may have no room, so where the divisor is long, the next
    /// digit is found with a tenth of it, which is at most one too many.
    private static String longDivision(int shift) {
        String d = "abs(w.d)";
        String simple = "{'q': s.q * 10 + (s.r * 10) // " + d + ", 'r': (s.r * 10) % " + d + "}";
        String all =
                "list_reduce(range("
                        + shift
                        + "), lambda s, i: CASE WHEN "
                        + d
                        + " < "
                        + ROOMY
                        + " THEN "
                        + simple
                        + " ELSE "
                        + longStep(d)
                        + " END, {'q': abs(w.n) // "
                        + d
                        + ", 'r': abs(w.n) % "
                        + d
                        + "})";
        return "sign(w.n) * sign(w.d) * list_transform(["
                + all
                + "], lambda z: z.q + CASE WHEN z.r >= "
                + d
                + " - z.r THEN 1 ELSE 0 END)[1]";
    }

    private static String longStep(String d) {
        String tenth = "(" + d + " // 10)";
        String one = "(" + d + " % 10)";
        String digit =
                "e - CASE WHEN s.r < e * "
                        + tenth
                        + " + (e * "
                        + one
                        + " + 9) // 10 THEN 1 ELSE 0 END";
        String step = "{'q': s.q * 10 + g, 'r': (s.r - g * " + tenth + ") * 10 - g * " + one + "}";
        return "list_transform([least(s.r // "
                + tenth
                + ", 9)], lambda e: list_transform(["
                + digit
                + "], lambda g: "
                + step
                + ")[1])[1]";
    }

    private String pointed(String whole, RelDataType type) {
        int scale = type.getScale();
        return scale == 0
                ? "CAST(" + whole + " AS " + language.type(type) + ")"
                : "CAST("
                        + whole
                        + " * CAST('1e-"
                        + scale
                        + "' AS DECIMAL("
                        + DIGITS
                        + ","
                        + scale
                        + ")) AS "
                        + language.type(type)
                        + ")";
    }

    private static String tens(int n) {
        return "CAST('1" + "0".repeat(n) + "' AS HUGEINT)";
    }

    private static int digits(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DECIMAL -> type.getPrecision();
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
    }

    static int scale(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
    }

    /// Returns a decimal without its point. The engine multiplies two short decimals in 18 digits,
    /// so one of them is made long; where 38 are not enough either, the point goes as text.
    private static String unscaled(RelDataType type, String text) {
        int scale = scale(type);
        if (scale == 0) {
            return "CAST(" + text + " AS HUGEINT)";
        }
        if (type.getPrecision() + scale > DIGITS) {
            String exact =
                    "CAST(" + text + " AS DECIMAL(" + type.getPrecision() + "," + scale + "))";
            return "CAST(replace(CAST(" + exact + " AS VARCHAR), '.', '') AS HUGEINT)";
        }
        return "CAST("
                + text
                + " * CAST('1"
                + "0".repeat(scale)
                + "' AS DECIMAL(38,0)) AS HUGEINT)";
    }
}
