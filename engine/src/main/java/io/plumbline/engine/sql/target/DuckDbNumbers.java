package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.Failing;
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
    private final DuckDbDivision division;

    DuckDbNumbers(DuckDb language) {
        this.language = language;
        this.division = new DuckDbDivision(language);
    }

    String write(RexCall call, List<String> a) {
        return switch (call.getKind()) {
            case PLUS, MINUS, TIMES -> arithmetic(call, a);
            case DIVIDE -> division.write(call, exactly(call, 0, a), a);
            case MOD ->
                    DuckDbDivision.guarded(
                            call, a, x -> "(" + exactly(call, 0, a) + " % " + x + ")");
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
                yield within(x + " <= 0", name.toLowerCase(Locale.ROOT) + "(" + x + ")");
            }
            case "ASIN", "ACOS" -> {
                String x = doubles(call, a).getFirst();
                String outside = x + " NOT BETWEEN -1 AND 1";
                yield within(outside, name.toLowerCase(Locale.ROOT) + "(" + x + ")");
            }
            case "SQRT" -> root(doubles(call, a).getFirst());
            case "POWER" -> power(call, doubles(call, a));
            case "EXP" -> Bounds.finite("exp(" + doubles(call, a).getFirst() + ")");
            case "SIN", "COS", "TAN", "ATAN", "ATAN2", "DEGREES", "RADIANS", "PI" ->
                    name.toLowerCase(Locale.ROOT) + "(" + String.join(", ", doubles(call, a)) + ")";
            default -> throw language.refuse(name);
        };
    }

    /// Writes a function that fails outside its domain, where the engine returns no number.
    private static String within(String outside, String inside) {
        return "CASE WHEN "
                + outside
                + " THEN "
                + Failing.FUNCTION_DOMAIN
                + " ELSE "
                + inside
                + " END";
    }

    private static String root(String x) {
        return within(x + " < 0", "sqrt(" + x + ")");
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
            return exponent.compareTo(BigDecimal.TWO) < 0 ? power : Bounds.finite(power);
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
        return within(outside, Bounds.finite(power));
    }

    private List<String> doubles(RexCall call, List<String> a) {
        return java.util.stream.IntStream.range(0, a.size())
                .mapToObj(
                        i -> DuckDbDivision.asDouble(call.getOperands().get(i).getType(), a.get(i)))
                .toList();
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
            return language.quick() ? a.get(side) : lengthened(call, side, a);
        }
        return SqlTypeName.INT_TYPES.contains(type) && !has
                ? "CAST(" + a.get(side) + " AS " + type + ")"
                : a.get(side);
    }

    /// The engine keeps what it makes of two short decimals short, and fails where it does not fit.
    private static String lengthened(RexCall call, int side, List<String> a) {
        boolean shorts =
                call.getOperands().stream().allMatch(o -> o.getType().getPrecision() <= SHORT);
        int scale = DuckDbDivision.scale(call.getOperands().get(side).getType());
        return shorts
                ? "CAST(" + a.get(side) + " AS DECIMAL(" + (SHORT + 1) + "," + scale + "))"
                : a.get(side);
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
            return "trunc(" + a.getFirst() + (digits == 0 ? "" : ", " + digits) + ")";
        }
        if (digits >= DuckDbDivision.scale(type)) {
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
