package io.plumbline.engine.sql.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Calls of arithmetic.
final class DuckDbNumbers {
    private static final int DIGITS = 38;

    /// Digits of the longest decimal that the engine computes in 64 bits.
    private static final int SHORT = 18;

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
            case "LN", "LOG10" -> {
                String x = doubles(call, a).getFirst();
                yield within(name, x + " <= 0", name.toLowerCase(Locale.ROOT) + "(" + x + ")");
            }
            case "ASIN", "ACOS" -> {
                String x = doubles(call, a).getFirst();
                String outside = x + " NOT BETWEEN -1 AND 1";
                yield within(name, outside, name.toLowerCase(Locale.ROOT) + "(" + x + ")");
            }
            case "SQRT" -> root(doubles(call, a).getFirst());
            case "POWER" -> power(call, doubles(call, a));
            case "EXP", "SIN", "COS", "TAN", "ATAN", "ATAN2", "DEGREES", "RADIANS", "PI" ->
                    name.toLowerCase(Locale.ROOT) + "(" + String.join(", ", doubles(call, a)) + ")";
            default -> throw language.refuse(name);
        };
    }

    /// Writes a function that fails outside its domain, where the engine returns no number.
    private static String within(String name, String outside, String inside) {
        return "CASE WHEN "
                + outside
                + " THEN error('out of the domain of "
                + name
                + "') ELSE "
                + inside
                + " END";
    }

    private static String root(String x) {
        return within("SQRT", x + " < 0", "sqrt(" + x + ")");
    }

    /// Writes a power; Calcite makes one of a square root.
    private static String power(RexCall call, List<String> a) {
        @Nullable BigDecimal exponent =
                call.getOperands().get(1) instanceof RexLiteral l
                                && l.getValue() instanceof BigDecimal n
                        ? n
                        : null;
        if (exponent != null && exponent.compareTo(new BigDecimal("0.5")) == 0) {
            return root(a.getFirst());
        }
        String power = "power(" + a.get(0) + ", " + a.get(1) + ")";
        if (exponent != null
                && exponent.signum() >= 0
                && exponent.stripTrailingZeros().scale() <= 0) {
            return power;
        }
        String outside =
                "("
                        + a.get(0)
                        + " < 0 AND "
                        + a.get(1)
                        + " <> trunc("
                        + a.get(1)
                        + ") OR "
                        + a.get(0)
                        + " = 0 AND "
                        + a.get(1)
                        + " < 0)";
        return within("POWER", outside, power);
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
        if (type == SqlTypeName.DECIMAL && call.getType().getPrecision() > SHORT) {
            return lengthened(call, side, a);
        }
        return SqlTypeName.INT_TYPES.contains(type) && !has
                ? "CAST(" + a.get(side) + " AS " + type + ")"
                : a.get(side);
    }

    /// The engine keeps what it makes of two short decimals short, and fails where it does not fit.
    private static String lengthened(RexCall call, int side, List<String> a) {
        boolean shorts =
                call.getOperands().stream().allMatch(o -> o.getType().getPrecision() <= SHORT);
        int scale = scale(call.getOperands().get(side).getType());
        return shorts
                ? "CAST(" + a.get(side) + " AS DECIMAL(" + (SHORT + 1) + "," + scale + "))"
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
        String n = unscaled(left, x) + (shift > 0 ? " * " + tens(shift) : "");
        String d = unscaled(right, y) + (shift < 0 ? " * " + tens(-shift) : "");
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

    private static String tens(int n) {
        return "CAST('1" + "0".repeat(n) + "' AS HUGEINT)";
    }

    private static int scale(RelDataType type) {
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
