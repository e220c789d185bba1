package io.plumbline.engine.sql.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/// Calls of arithmetic.
final class DuckDbNumbers {
    private static final int DIGITS = 38;

    private final DuckDb language;

    DuckDbNumbers(DuckDb language) {
        this.language = language;
    }

    String write(RexCall call, List<String> a) {
        return switch (call.getKind()) {
            case PLUS, MINUS, TIMES -> arithmetic(call, a);
            case DIVIDE -> divide(call, a);
            case MOD -> guarded(call, a, x -> "(" + exactly(call, 0, a) + " % " + x + ")");
            case MINUS_PREFIX -> "(-" + a.getFirst() + ")";
            case PLUS_PREFIX -> a.getFirst();
            case FLOOR, CEIL -> whole(call, a);
            default -> named(call, a);
        };
    }

    private String named(RexCall call, List<String> a) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "ABS" -> "abs(" + a.getFirst() + ")";
            case "SIGN" ->
                    "CAST(sign(" + a.getFirst() + ") AS " + language.type(call.getType()) + ")";
            case "ROUND" -> round(call, a);
            case "TRUNCATE" -> truncate(call, a);
            case "LN", "LOG10" -> limited(name, doubles(call, a).getFirst());
            case "POWER",
                    "EXP",
                    "SIN",
                    "COS",
                    "TAN",
                    "ASIN",
                    "ACOS",
                    "ATAN",
                    "ATAN2",
                    "DEGREES",
                    "RADIANS",
                    "PI" ->
                    name.toLowerCase(Locale.ROOT) + "(" + String.join(", ", doubles(call, a)) + ")";
            default -> throw language.refuse(name);
        };
    }

    /// Writes a function that fails outside its domain, where the engine returns no number.
    private static String limited(String name, String x) {
        return "CASE WHEN "
                + x
                + " <= 0 THEN error('out of the domain of "
                + name
                + "') ELSE "
                + name.toLowerCase(Locale.ROOT)
                + "("
                + x
                + ") END";
    }

    private List<String> doubles(RexCall call, List<String> a) {
        return java.util.stream.IntStream.range(0, a.size())
                .mapToObj(i -> asDouble(call.getOperands().get(i).getType(), a.get(i)))
                .toList();
    }

    private static String asDouble(RelDataType type, String text) {
        return type.getSqlTypeName() == SqlTypeName.DOUBLE ? text : "CAST(" + text + " AS DOUBLE)";
    }

    /// Writes an operation on integers with one side of the planned type, so that it overflows
    /// where the plan says.
    private String arithmetic(RexCall call, List<String> a) {
        String sign =
                switch (call.getKind()) {
                    case PLUS -> " + ";
                    case MINUS -> " - ";
                    default -> " * ";
                };
        return "(" + exactly(call, 0, a) + sign + a.get(1) + ")";
    }

    private String exactly(RexCall call, int side, List<String> a) {
        SqlTypeName type = call.getType().getSqlTypeName();
        boolean has =
                call.getOperands().stream()
                        .anyMatch(o ->
                                !(o instanceof RexLiteral) && o.getType().getSqlTypeName() == type);
        return SqlTypeName.INT_TYPES.contains(type) && !has
                ? "CAST(" + a.get(side) + " AS " + type + ")"
                : a.get(side);
    }

    /// Writes a call that fails where the divisor is zero, null where either is null.
    private String guarded(
            RexCall call, List<String> a, java.util.function.UnaryOperator<String> write) {
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
                                + "error('division by zero') END"
                        : "error('division by zero')";
        return "CASE WHEN "
                + a.get(1)
                + " = 0 THEN "
                + failure
                + " ELSE "
                + write.apply(a.get(1))
                + " END";
    }

    private String divide(RexCall call, List<String> a) {
        RelDataType type = call.getType();
        if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
            return guarded(call, a, x -> "(" + exactly(call, 0, a) + " // " + x + ")");
        }
        RelDataType left = call.getOperands().get(0).getType();
        RelDataType right = call.getOperands().get(1).getType();
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return guarded(
                    call,
                    a,
                    x -> "(" + asDouble(left, a.get(0)) + " / " + asDouble(right, x) + ")");
        }
        return guarded(call, a, x -> quotient(type, left, a.get(0), right, x));
    }

    /// Divides unscaled integers, exactly, and rounds the last digit half up: the sign of half the
    /// divisor follows the dividend.
    private String quotient(
            RelDataType type, RelDataType left, String x, RelDataType right, String y) {
        int s1 = scale(left);
        int s2 = scale(right);
        int shift = type.getScale() + s2 - s1;
        String n = unscaled(left, x) + (shift > 0 ? " * " + power(shift) : "");
        String d = unscaled(right, y) + (shift < 0 ? " * " + power(-shift) : "");
        String twice = "((" + n + ") * 2 // (" + d + "))";
        // twice the quotient, towards zero; its last bit says whether to round away from zero
        String rounded = "((" + twice + " + sign(" + twice + ")) // 2)";
        String whole = "CAST(" + rounded + " AS DECIMAL(" + DIGITS + ",0))";
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

    private static String power(int n) {
        return "CAST('1" + "0".repeat(n) + "' AS HUGEINT)";
    }

    private static int scale(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
    }

    private static String unscaled(RelDataType type, String text) {
        int scale = scale(type);
        return scale == 0
                ? "CAST(" + text + " AS HUGEINT)"
                : "CAST("
                        + text
                        + " * CAST('1"
                        + "0".repeat(scale)
                        + "' AS DECIMAL("
                        + (scale + 1)
                        + ",0)) AS HUGEINT)";
    }

    private String whole(RexCall call, List<String> a) {
        SqlTypeName type = call.getOperands().getFirst().getType().getSqlTypeName();
        if (SqlTypeName.INT_TYPES.contains(type)) {
            return a.getFirst();
        }
        String name = call.getKind().name().toLowerCase(Locale.ROOT);
        return "CAST(" + name + "(" + a.getFirst() + ") AS " + language.type(call.getType()) + ")";
    }

    private String round(RexCall call, List<String> a) {
        RelDataType type = call.getOperands().getFirst().getType();
        int digits = a.size() < 2 ? 0 : digits(call.getOperands().get(1));
        if (type.getSqlTypeName() == SqlTypeName.DECIMAL) {
            int keep = Math.min(digits, type.getScale());
            int precision = Math.min(DIGITS, type.getPrecision() + 1);
            String text =
                    keep >= 0
                            ? "CAST("
                                    + a.getFirst()
                                    + " AS DECIMAL("
                                    + precision
                                    + ","
                                    + keep
                                    + "))"
                            : "round(CAST("
                                    + a.getFirst()
                                    + " AS DECIMAL("
                                    + DIGITS
                                    + ",0)), "
                                    + keep
                                    + ")";
            return "CAST(" + text + " AS " + language.type(call.getType()) + ")";
        }
        if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
            return digits >= 0
                    ? a.getFirst()
                    : "CAST(round(CAST("
                            + a.getFirst()
                            + " AS DECIMAL("
                            + DIGITS
                            + ",0)), "
                            + digits
                            + ") AS "
                            + language.type(call.getType())
                            + ")";
        }
        return "round(" + a.getFirst() + ", " + digits + ")";
    }

    private int digits(RexNode rex) {
        if (rex instanceof RexLiteral l && l.getValue() instanceof BigDecimal n) {
            return n.intValue();
        }
        if (rex instanceof RexCall call && call.isA(org.apache.calcite.sql.SqlKind.MINUS_PREFIX)) {
            return -digits(call.getOperands().getFirst());
        }
        throw language.refuse("a computed number of digits");
    }

    private String truncate(RexCall call, List<String> a) {
        RelDataType type = call.getOperands().getFirst().getType();
        int digits = a.size() < 2 ? 0 : digits(call.getOperands().get(1));
        if (SqlTypeName.APPROX_TYPES.contains(type.getSqlTypeName())) {
            String power = "CAST('1e" + digits + "' AS DOUBLE)";
            return digits == 0
                    ? "trunc(" + a.getFirst() + ")"
                    : "(trunc(" + a.getFirst() + " * " + power + ") / " + power + ")";
        }
        if (digits >= scale(type)) {
            return a.getFirst();
        }
        String unit =
                digits <= 0
                        ? "CAST('1" + "0".repeat(-digits) + "' AS DECIMAL(" + (1 - digits) + ",0))"
                        : "CAST('1e-"
                                + digits
                                + "' AS DECIMAL("
                                + (digits + 1)
                                + ","
                                + digits
                                + "))";
        return "CAST("
                + a.getFirst()
                + " - "
                + a.getFirst()
                + " % "
                + unit
                + " AS "
                + language.type(call.getType())
                + ")";
    }
}
