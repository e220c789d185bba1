package io.plumbline.engine.sql.target;

import java.math.BigDecimal;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Calls of dates, times and intervals.
final class DuckDbTimes {
    /// Milliseconds of five centuries.
    private static final BigDecimal CENTURIES = BigDecimal.valueOf(86_400_000L * 365 * 500);

    /// Months of five centuries.
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12 * 500);

    private final DuckDb language;

    DuckDbTimes(DuckDb language) {
        this.language = language;
    }

    /// Returns whether arithmetic is of dates, times or intervals.
    boolean concerns(RexCall call) {
        return call.getOperands().stream()
                .anyMatch(o ->
                        isInterval(o.getType())
                                || SqlTypeName.DATETIME_TYPES.contains(
                                        o.getType().getSqlTypeName()));
    }

    static boolean isInterval(RelDataType type) {
        return SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
    }

    String write(RexCall call, List<String> a) {
        return switch (call.getKind()) {
            case PLUS, MINUS -> addition(call, a);
            case TIMES -> multiple(call, a);
            case MINUS_PREFIX -> "(-" + a.getFirst() + ")";
            case FLOOR -> typed(truncated(a), call.getType());
            case CEIL -> ceiling(call, a);
            case EXTRACT -> extract(call, a);
            default -> named(call, a);
        };
    }

    private String named(RexCall call, List<String> a) {
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "CURRENT_DATE" -> "CAST(now() AT TIME ZONE 'UTC' AS DATE)";
            case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> "(now() AT TIME ZONE 'UTC')";
            case "LAST_DAY" -> "last_day(" + a.getFirst() + ")";
            case "TO_CHAR" -> "strftime(" + a.getFirst() + ", " + format(call) + ")";
            case "TO_DATE", "TO_TIMESTAMP" ->
                    Bounds.dated(
                            typed(
                                    "strptime(" + a.getFirst() + ", " + format(call) + ")",
                                    call.getType()),
                            call.getType());
            default -> throw language.refuse(call.getOperator().getName() + " of dates and times");
        };
    }

    private String format(RexCall call) {
        if (call.getOperands().get(1) instanceof RexLiteral literal && !literal.isNull()) {
            String format = String.valueOf(literal.getValueAs(String.class));
            return TimeFormat.duckdb(format)
                    .map(Quotes::text)
                    .orElseThrow(() -> language.refuse("the format '" + format + "'"));
        }
        throw language.refuse("a computed format");
    }

    private String typed(String text, RelDataType type) {
        return "CAST(" + text + " AS " + language.type(type) + ")";
    }

    private String addition(RexCall call, List<String> a) {
        RelDataType left = call.getOperands().get(0).getType();
        RelDataType right = call.getOperands().get(1).getType();
        String sign = call.getKind() == SqlKind.PLUS ? " + " : " - ";
        String plain = "(" + a.get(0) + sign + a.get(1) + ")";
        if (!isInterval(call.getType())) {
            String moved = typed(plain, call.getType());
            return surelyDated(call) ? moved : dated(moved, call.getType());
        }
        if (isInterval(left) || isInterval(right)) {
            return plain;
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(call.getType().getSqlTypeName())) {
            return "to_months(CAST("
                    + Templates.named(language.name(), "MONTHS_APART", a.reversed()).orElseThrow()
                    + " AS INTEGER))";
        }
        return left.getSqlTypeName() == SqlTypeName.DATE
                        && right.getSqlTypeName() == SqlTypeName.DATE
                ? "to_days(CAST(" + plain + " AS INTEGER))"
                : "(CAST(" + a.get(0) + " AS TIMESTAMP) - CAST(" + a.get(1) + " AS TIMESTAMP))";
    }

    private static String dated(String text, RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIME ? text : Bounds.dated(text, type);
    }

    /// Returns whether constants alone are added that cannot leave the years 1 to 9999.
    private static boolean surelyDated(RexCall call) {
        return call.getOperands().get(0) instanceof RexLiteral date
                && call.getOperands().get(1) instanceof RexLiteral interval
                && date.getValueAs(Calendar.class) instanceof Calendar at
                && interval.getValueAs(BigDecimal.class) instanceof BigDecimal n
                && n.abs().compareTo(months(interval) ? MONTHS : CENTURIES) < 0
                && Math.abs(at.get(Calendar.YEAR) - 2000) < 1_000;
    }

    private static boolean months(RexNode interval) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
    }

    private String multiple(RexCall call, List<String> a) {
        int at = isInterval(call.getOperands().get(0).getType()) ? 0 : 1;
        RexNode unit = call.getOperands().get(at);
        String count = a.get(1 - at);
        BigDecimal value = unit instanceof RexLiteral l ? l.getValueAs(BigDecimal.class) : null;
        if (value == null) {
            return "(" + a.get(at) + " * CAST(" + count + " AS INTEGER))";
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(unit.getType().getSqlTypeName())) {
            return "to_months(CAST(" + count + " * " + value + " AS INTEGER))";
        }
        long millis = value.longValueExact();
        if (millis % 86_400_000L == 0) {
            return "to_days(CAST(" + count + " * " + millis / 86_400_000L + " AS INTEGER))";
        }
        return "to_microseconds(CAST(" + count + " AS BIGINT) * " + millis + "000)";
    }

    private static String truncated(List<String> a) {
        return "date_trunc('" + a.get(1).toLowerCase(Locale.ROOT) + "', " + a.getFirst() + ")";
    }

    private String ceiling(RexCall call, List<String> a) {
        String step =
                switch (a.get(1)) {
                    case "QUARTER" -> "3 months";
                    case "WEEK" -> "7 days";
                    default -> "1 " + a.get(1).toLowerCase(Locale.ROOT);
                };
        String cut = truncated(a);
        String up =
                "CASE WHEN "
                        + cut
                        + " = "
                        + a.getFirst()
                        + " THEN "
                        + cut
                        + " ELSE "
                        + cut
                        + " + INTERVAL '"
                        + step
                        + "' END";
        return dated(typed(up, call.getType()), call.getType());
    }

    private String extract(RexCall call, List<String> a) {
        String of = a.get(1);
        RelDataType type = call.getOperands().get(1).getType();
        if (isInterval(type)) {
            return typed(field(a.getFirst(), of, type), call.getType());
        }
        String text =
                switch (a.getFirst()) {
                    case "YEAR",
                            "MONTH",
                            "DAY",
                            "HOUR",
                            "MINUTE",
                            "SECOND",
                            "QUARTER",
                            "WEEK",
                            "ISODOW",
                            "ISOYEAR",
                            "DECADE" ->
                            "date_part('"
                                    + a.getFirst().toLowerCase(Locale.ROOT)
                                    + "', "
                                    + of
                                    + ")";
                    case "DOY" -> "date_part('doy', " + of + ")";
                    case "DOW" -> "date_part('dow', " + of + ") + 1";
                    case "EPOCH" -> "floor(epoch(" + of + "))";
                    default -> throw language.refuse("EXTRACT(" + a.getFirst() + ")");
                };
        return typed(text, call.getType());
    }

    /// Returns a field of an interval: its first field is unlimited, others go up to the next.
    private String field(String unit, String of, RelDataType type) {
        TimeUnit start =
                type.getIntervalQualifier() == null
                        ? TimeUnit.DAY
                        : type.getIntervalQualifier().getStartUnit();
        boolean first = start.name().equals(unit);
        String months = "(date_part('year', " + of + ") * 12 + date_part('month', " + of + "))";
        String micros = "epoch_us(" + of + ")";
        return switch (unit) {
            case "YEAR" -> months + " // 12";
            case "MONTH" -> first ? months : months + " % 12";
            case "DAY" -> micros + " // 86400000000";
            case "HOUR" -> micros + " // 3600000000" + (first ? "" : " % 24");
            case "MINUTE" -> micros + " // 60000000" + (first ? "" : " % 60");
            case "SECOND" -> micros + " // 1000000" + (first ? "" : " % 60");
            default -> throw language.refuse("EXTRACT(" + unit + ") of an interval");
        };
    }
}
